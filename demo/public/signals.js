/** Lists every signal with its provenance, and keeps the list up to date. Rows that do not change are left alone. */

/* global document, window, matchMedia, addEventListener */

const groups = {
  page: 'The address and the document.',
  source: 'How this visit came about, in the words of Google Analytics.',
  first: 'How the very first visit came about; it never changes.',
  geo: 'Where you are, as well as this site can tell, and how sure that is.',
  device: 'What you are reading this on.',
  visits: 'How often you have been here, kept in this browser; seconds count once you look away.',
  interests: 'Topics you have looked at; each fades by half in 14 days.',
  goals: 'What you have done that the site counts.',
  traits: 'What you have told, or the site knows of you.',
  time: 'By your clock.',
  consent: 'Whether anything may be stored.',
};
const states = { pending: 'on its way', unavailable: 'unavailable', known: 'known' };

/** Stacked on a narrow screen, a table is no table to a screen reader any more, unless its parts say so. */
const roles = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell' };

const { tailorbird } = window;
const rows = new Map();
const bodies = new Map();
const byId = (id) => document.getElementById(id);

if (tailorbird?.explain) start();
else byId('summary').textContent = 'Tailorbird is not running.';

function start() {
  for (const [group, sentence] of Object.entries(groups))
    byId('groups').append(table(group, sentence));
  byId('push').onclick = () => (window.dataLayer ??= []).push({ role: 'editor' });
  byId('goal').onclick = () => tailorbird.goal('demo', { value: 5 });
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, 50);
  };
  for (const type of ['decide', 'goal', 'problem']) tailorbird.on(type, soon);
  byId('later').onclick = () => tailorbird.consent('pending');
  for (const type of ['resize', 'change', 'click', 'scrollend', 'visibilitychange']) {
    addEventListener(type, soon);
  }
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']) {
    matchMedia(query).addEventListener('change', soon);
  }
  void tailorbird.settled.then(soon);
  // Time goes on by itself: seconds spent, topics seen.
  setInterval(() => document.visibilityState === 'visible' && update(), 1000);
  update();
}

/** A table for a group, with an empty body. */
function table(group, sentence) {
  const body = element('tbody');
  bodies.set(group, body);
  const head = ['Signal', 'Value', 'Read from', 'State'].map((title) => header('col', title));
  const caption = element('caption', element('b', group), ` ${sentence}`);
  return element('table', caption, element('thead', element('tr', ...head)), body);
}

function update() {
  const { signals, segments } = tailorbird.explain();
  byId('segments').textContent = segments.join(', ') || 'no segment';
  const seen = new Set();
  for (const signal of signals) {
    seen.add(signal.path);
    show(signal);
  }
  for (const [path, { row }] of rows) {
    if (seen.has(path)) continue;
    row.remove();
    rows.delete(path);
  }
  const count = (state) => signals.filter((signal) => signal.state === state).length;
  tell(
    'summary',
    `${count('known')} known, ${count('pending')} on their way, ${count('unavailable')} unavailable.`,
  );
  byId('later').setAttribute('aria-pressed', `${valueOf(signals, 'consent') === 'pending'}`);
  for (const button of document.querySelectorAll('button[data-tb-trait]')) {
    const given = valueOf(signals, `traits.${button.dataset.tbTrait}`);
    button.setAttribute('aria-pressed', `${button.value === given}`);
  }
  void tailorbird.export().then((record) => {
    // Whoever is selecting from the record goes on undisturbed.
    const selection = window.getSelection();
    if (!selection.isCollapsed && selection.containsNode(byId('record'), true)) return;
    tell('record', record ? JSON.stringify(record, undefined, 2) : 'Nothing.');
  });
}

function valueOf(signals, wanted) {
  return signals.find(({ path, state }) => path === wanted && state === 'known')?.value;
}

/** Writes only what is new: a live region would be read again. */
function tell(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function show({ path, value, via, state }) {
  const text = state === 'known' ? format(value) : '';
  const [group] = path.split('.');
  let entry = rows.get(path);
  const isNew = !entry;
  if (isNew) {
    const cells = [element('td'), element('td'), element('td')];
    entry = { row: element('tr', header('row', path), ...cells), cells };
    rows.set(path, entry);
    bodies.get(group)?.append(entry.row);
  }
  const texts = [text, via ?? '', states[state]];
  let changed = false;
  entry.cells.forEach((cell, index) => {
    if (cell.textContent === texts[index]) return;
    cell.textContent = texts[index];
    cell.title = index === 0 && texts[0].length > 40 ? texts[0] : '';
    changed = true;
  });
  entry.row.dataset.state = state;
  if (changed && !isNew) mark(entry.row);
}

/** A changed row stands out for a moment. */
function mark(row) {
  row.classList.remove('changed');
  void row.offsetWidth; // Begins the animation anew.
  row.classList.add('changed');
}

function format(value) {
  return typeof value === 'string' ? value || '“”' : JSON.stringify(value);
}

function header(scope, text) {
  const cell = element('th', text);
  cell.scope = scope;
  cell.setAttribute('role', scope === 'col' ? 'columnheader' : 'rowheader');
  return cell;
}

function element(name, ...children) {
  const made = document.createElement(name);
  if (Object.hasOwn(roles, name)) made.setAttribute('role', roles[name]);
  made.append(...children);
  return made;
}
