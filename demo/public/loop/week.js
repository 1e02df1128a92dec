/**
 * Plays the week: who comes when, by which link, and who is ready to sign up. Each visitor has a host name, and so a
 * storage, of their own; four come at a time. When the server has a visitor's events, what they left here is erased.
 */

/* global document, location, addEventListener */

const DAY = 86_400_000;
const LANES = 4;
/** In milliseconds. */
const PATIENCE = 8_000;

/** How many sign up, by what they saw: the truth that an experiment looks for. */
const rates = [
  { shown: 'Flowers', who: 'of the campaign, held out', campaign: true, rate: 0.08 },
  { shown: 'Tulips for spring', who: 'of the campaign', campaign: true, rate: 0.12 },
  { shown: 'Your garden, now', who: 'of the campaign', campaign: true, rate: 0.36 },
  { shown: 'Flowers', who: 'all others', campaign: false, rate: 0.05 },
];

const byId = (id) => document.getElementById(id);
const query = new URL(location.href).searchParams;
const form = byId('week');
if (query.has('visitors')) form.elements.visitors.value = query.get('visitors');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  form.querySelector('button').disabled = true;
  play(Number(form.elements.visitors.value)).catch((error) => say(`It stopped: ${error.message}`));
});

const arms = rates.map((arm) => {
  const row = byId('arms').insertRow();
  const head = document.createElement('th');
  head.scope = 'row';
  head.append(arm.shown, ' ', small(arm.who));
  row.append(head);
  const [truth, visitors, signed] = [row.insertCell(), row.insertCell(), row.insertCell()];
  truth.textContent = `${Math.round(arm.rate * 100)} %`;
  const tally = { ...arm, visitors: 0, signed: 0 };
  return Object.assign(tally, {
    show() {
      visitors.textContent = tally.visitors;
      signed.textContent = tally.signed;
    },
  });
});
for (const arm of arms) arm.show();

function small(text) {
  const element = document.createElement('small');
  element.textContent = text;
  return element;
}

function say(text) {
  byId('status').textContent = text;
}

async function play(count) {
  const run = Math.random().toString(36).slice(2, 10);
  const server = createServer(run);
  const monday = Date.now() - 7 * DAY;
  const next = Array.from({ length: count }, (_, index) => createVisitor(index, run, monday));
  let gone = 0;
  byId('progress').hidden = byId('shop').hidden = false;
  const say_ = () => {
    byId('progress').value = gone / count;
    say(`${gone} of ${count} visitors have come and gone.`);
  };
  say_();
  const lane = async () => {
    const frame = createFrame();
    for (let visitor; (visitor = next.shift());) {
      await comeAndGo(visitor, frame, server);
      gone++;
      say_();
    }
    frame.element.remove();
  };
  await Promise.all(Array.from({ length: Math.min(LANES, count) }, lane));
  byId('shop').hidden = byId('progress').hidden = true;
  finish(count, run, server);
}

/** Made up: from whom, on which day, how often, and how easily they are won. */
function createVisitor(index, run, monday) {
  const campaign = Math.random() < 0.85;
  const visits = 1 + Math.floor(Math.random() ** 2 * 3);
  const days = Array.from({ length: visits }, () => Math.floor(Math.random() * 7)).sort();
  const times = days.map((day) => monday + day * DAY + Math.floor(Math.random() * DAY));
  const origin = `http://v${index}-${run}.localhost:${location.port}`;
  return { origin, run, campaign, times: times.sort(), resistance: Math.random() };
}

async function comeAndGo({ origin, run, campaign, times, resistance }, frame, server) {
  const events = new Set();
  const view = async (at, query) => {
    const url = new URL(`/loop/${run}/shop`, origin);
    for (const [name, value] of Object.entries({ ...query, ...keep, at }))
      url.searchParams.set(name, value);
    return frame.open(url);
  };
  const note = ({ events: ids }) => ids.forEach((id) => events.add(id));

  // By the link of the campaign at first, without it later on: they know the address now.
  const first = await view(times[0], campaign ? tags : {});
  note(first);
  const arm = arms.find((each) => each.shown === first.shown && each.campaign === campaign);
  if (!arm) throw new Error(`a visitor saw “${first.shown}”`);
  arm.visitors++;
  for (const at of times.slice(1)) note(await view(at, {}));
  if (resistance < arm.rate) {
    note(await frame.ask('sign up'));
    arm.signed++;
  }
  arm.show();
  // Events are sent when a page is left. What was not sent then, the next page sends when it is left.
  do note(await view(times.at(-1) + 60_000, {}));
  while (!(await server.has(events)));
  await frame.ask('forget');
}

const tags = { utm_campaign: 'spring', utm_source: 'letter', utm_medium: 'email' };
/** What is asked of this page is asked of the visitors' pages too: automated browsers leave a record only then. */
const keep = query.has('automation') ? { automation: query.get('automation') } : {};

/** A frame, and what its page says. */
function createFrame() {
  const element = document.createElement('iframe');
  element.title = 'The shop, as a visitor sees it';
  byId('frames').append(element);
  let heard;
  addEventListener('message', ({ source, data }) => {
    if (source === element.contentWindow) heard?.(data);
  });
  /** Says it again where no answer comes: a page may not load, and then a visitor tries again too. */
  const answer = async (deed, say) => {
    const answered = new Promise((resolve) => {
      heard = (data) => data.did === deed && resolve(data);
    });
    say();
    const again = setInterval(say, PATIENCE);
    const data = await answered;
    clearInterval(again);
    return data;
  };
  return {
    element,
    open: (url) => answer('look', () => (element.src = url)),
    ask: (deed) => answer(deed, () => element.contentWindow.postMessage(deed, '*')),
  };
}

/** What has arrived at the server. */
function createServer(run) {
  const arrived = new Set();
  return {
    arrived,
    lines: 0,
    async has(ids) {
      const answer = await fetch(`/loop/${run}/arrived?from=${arrived.size}`);
      const { lines, ids: more } = await answer.json();
      this.lines = lines;
      for (const id of more) arrived.add(id);
      return [...ids].every((id) => arrived.has(id));
    },
  };
}

function finish(count, run, { arrived, lines }) {
  const again = lines - arrived.size;
  byId('events').textContent =
    `${arrived.size} events arrived, and ${again} repeats of them: a page that is left cannot wait for the ` +
    `answer, so the next one sends again. The report counts each once.`;
  for (const [id, last] of [
    ['report-link', 'report.html'],
    ['events-link', 'events.ndjson'],
    ['weights-link', 'weights.json'],
  ])
    byId(id).href = `/loop/${run}/${last}`;
  byId('report-frame').src = `/loop/${run}/report.html`;
  byId('result').hidden = false;
  say(`All ${count} visitors have left, and nothing of them is kept in this browser.`);
}
