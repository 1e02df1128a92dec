import type { FuzzPage, FuzzReport, Guest } from '../page.js';

/*
 * Opens one page after the other in a frame, each for a guest of its own: what the guest has in storage is put there
 * first. The server says what comes next. A lane has an origin, and so a storage, of its own.
 */

/** What a page in the frame may ask of the lane around it. */
export interface Lane {
  readonly page: FuzzPage;
  readonly html: string;
  /** Parses a page without scripts; here, where no policy of the page's forbids it. */
  parse(html: string): Document;
  done(report: FuzzReport): void;
}

export interface Job {
  readonly number: number;
  readonly page: FuzzPage;
  readonly html: string;
}

/** Much more than any page takes on a busy machine. */
const PATIENCE = 20_000;

declare global {
  interface Window {
    __lane: Lane;
  }
}

async function run(): Promise<void> {
  let answer = '';
  for (;;) {
    const response = await fetch('/next', { method: 'POST', body: answer });
    const job = (await response.json()) as Job | null;
    if (!job) return;
    const report = await open(job);
    answer = JSON.stringify({ number: job.number, report });
  }
}

async function open({ number, page, html }: Job): Promise<FuzzReport> {
  await prepare(page.guest);
  const frame = document.createElement('iframe');
  frame.referrerPolicy = 'no-referrer';
  const report = await new Promise<FuzzReport>((done) => {
    window.__lane = {
      page,
      html,
      parse: (text) => new DOMParser().parseFromString(text, 'text/html'),
      done,
    };
    setTimeout(() => {
      const where = (frame.contentWindow as Partial<Window> | null)?.__fuzz?.where();
      done({ faults: [`it stopped at ${where}`], counts: {}, isLost: true });
    }, PATIENCE);
    frame.src = `/page/${number}${page.guest.query ?? ''}`;
    document.body.append(frame);
  });
  frame.remove();
  return report;
}

/** What was left by the guest before goes, what this one has comes. */
async function prepare(guest: Guest): Promise<void> {
  localStorage.clear();
  // Also what is not there yet: the page before may have begun to open it as it went.
  await removeDatabase('tailorbird');
  if (guest.choice) localStorage.setItem('tailorbird.consent', guest.choice);
  if (guest.broken === 'junk') localStorage.setItem('tailorbird', '{"version":1,"id":[');
  if (!guest.visits) return;
  const record = recordOf(guest);
  if (guest.broken !== 'junk') localStorage.setItem('tailorbird', JSON.stringify(record));
  if (guest.broken === 'localStorage') await writeBook(record);
}

function removeDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = () => resolve();
  });
}

function writeBook(record: object): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('tailorbird');
    opening.onupgradeneeded = () => opening.result.createObjectStore('visitor');
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('visitor', 'readwrite');
      transaction.objectStore('visitor').put(record, 'visitor');
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}

function recordOf({ visits = 0, minutesAgo = 0, ...guest }: Guest): object {
  const last = Date.now() - minutesAgo * 60_000;
  const source = {
    channel: 'Direct',
    paid: false,
    ...(guest.campaign && { campaign: guest.campaign }),
  };
  return {
    version: 1,
    revision: visits,
    id: guest.id,
    firstSeen: last,
    visitCount: visits,
    pageviews: visits,
    engagedSeconds: 0,
    visits: [{ start: last, last, pageviews: 1, landing: '/', source }],
    first: source,
    traits: guest.traits ?? {},
    interests: {},
    goals: {},
    stuck: guest.stuck ?? {},
    known: {},
    given: Object.fromEntries(Object.keys(guest.traits ?? {}).map((name) => [name, last])),
    plain: guest.plain ?? false,
    arms: {},
    events: [],
  };
}

// Not before: a frame that is loading keeps the window around it loading.
addEventListener('load', () => setTimeout(() => void run()));
