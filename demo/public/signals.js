/** Lists every signal with its provenance, and keeps the list up to date. Rows that do not change are left alone. */

/* global document, window, matchMedia, addEventListener */

const groups = {
  page: 'The address and the document.',
  source: 'How this visit came about, in the words of Google Analytics.',
  first: 'How the very first visit came about; it never changes.',
  geo: 'Where you are, as well as this site can tell, and how sure that is.',
  device: 'What you are reading this on.',
  visits: 'How often you have been here, kept in this browser.',
  interests: 'Topics you have looked at; each fades by half in 14 days.',
  goals: 'What you have done that the site counts.',
  traits: 'What you have told, or the site knows of you.',
  time: 'By your clock.',
  consent: 'Whether anything may be stored.',
};
const states = { pending: 'on its way', unavailable: 'unavailable', known: 'known' };

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
  for (const type of ['resize', 'change', 'click', 'scrollend']) addEventListener(type, soon);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', soon);
  void tailorbird.settled.then(soon);
  // Time goes on by itself: seconds spent, topics seen.
  setInterval(() => document.visibilityState === 'visible' && update(), 1000);
  update();
}

/** A table for a group, with an empty body. */
function table(group, sentence) {
  const body = element('tbody');
  bodies.set(group, body);
  const head = ['Signal', 'Value', 'Read from', 'State'].map((title) => {
    const cell = element('th', title);
    cell.scope = 'col';
    return cell;
  });
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
  void tailorbird.export().then((record) => {
    tell('record', record ? JSON.stringify(record, undefined, 2) : 'Nothing.');
  });
}

/** Writes only what is new: a live region would be read again. */
function tell(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function show({ path, value, via, state }) {
  const text = state === 'known' ? format(value) : '';
  const [group] = path.split('.');
  let entry = rows.get(path);
  if (!entry) {
    const name = element('th', path);
    name.scope = 'row';
    const cells = [element('td'), element('td'), element('td')];
    entry = { row: element('tr', name, ...cells), cells };
    rows.set(path, entry);
    bodies.get(group)?.append(entry.row);
  }
  const texts = [text, via ?? '', states[state]];
  entry.cells.forEach((cell, index) => {
    if (cell.textContent === texts[index]) return;
    const isFirst = cell.textContent === '';
    cell.textContent = texts[index];
    cell.title = index === 0 && texts[0].length > 40 ? texts[0] : '';
    if (!isFirst) mark(entry.row);
  });
  entry.row.dataset.state = state;
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

function element(name, ...children) {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
