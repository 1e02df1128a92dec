import type { FuzzPage } from '../page.js';
import { isSilent, type Story } from './course.js';
import { knowledgeOf } from './signals.js';

/** Writes down what must not happen on any page. */
export interface Book {
  /** Errors nobody caught, violations of the page's policy, exceptions that were caught and told, requests. */
  readonly faults: string[];
  /** What stands in storage although nobody has consented. */
  stored(story: Story): Promise<string[]>;
  /** What the record, once the script has stopped, has too much or too little. */
  recorded(story: Story): string[];
}

/** Errors that belong to the page. */
const own = /fuzz: a listener that throws/;

/** Under Trusted Types a script in a variant does not run, and the browser says so. */
function isExpected(page: FuzzPage, directive: string): boolean {
  return directive === 'require-trusted-types-for' && JSON.stringify(page.body).includes('"step"');
}

export function watchBook(page: FuzzPage): Book {
  const faults: string[] = [];
  const before = readStorage();
  const note = (fault: string): void => {
    // A page that breaks off within a script has half a script, which its own code may put in again.
    const isHalf = page.brokenOff !== undefined && fault.includes('SyntaxError');
    if (!own.test(fault) && !isHalf) faults.push(fault);
  };
  addEventListener('error', ({ message }) => note(`uncaught ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => note(`unhandled ${String(reason)}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    if (!isExpected(page, violatedDirective)) note(`policy ${violatedDirective} ${blockedURI}`);
  });
  console.error = (...args: unknown[]) => note(`console.error ${args.join(' ')}`);
  console.warn = (...args: unknown[]) => {
    const text = args.join(' ');
    if (/^\[tailorbird\] exception/.test(text)) note(text);
  };
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) {
      if (!/\/(probe|tailorbird[\w-]*)\.js$/.test(name)) note(`a request to ${name}`);
    }
  }).observe({ type: 'resource', buffered: true });

  return {
    faults,
    async stored({ wasGranted, courses }) {
      if (wasGranted) return [];
      const now = readStorage();
      const found = Object.keys(now)
        .filter((key) => now[key] !== before[key])
        .map((key) => `${key} in localStorage without consent`);
      const isDenied = courses().at(-1)?.consent === 'denied';
      // What the guest brought along.
      const isThere = page.guest.broken === 'localStorage' && page.guest.visits;
      const names = isThere || isDenied ? [] : await databases();
      return [...found, ...names.map((name) => `a database ${name} without consent`)];
    },
    recorded(story) {
      // Whose copy is at fault, or late, is not for the copy to say.
      if (story.isLoose || story.left === 'uncertain' || page.guest.broken) return [];
      const expected = expectedCount(page, story);
      const found = recordedCount();
      return found === expected ? [] : [`${expected} visits should be on record, not ${found}`];
    },
  };
}

/** The visits on record in the end; `undefined` for no record. */
function expectedCount(page: FuzzPage, { courses, left, wasErased }: Story): number | undefined {
  if (left === 'nothing' || (isSilent(page) && wasErased)) return undefined;
  if (left === 'untouched' || isSilent(page)) return page.guest.visits;
  const { visits } = knowledgeOf(page, courses().at(-1)!, {})[0]!.signals;
  return (visits as { readonly count: number }).count;
}

function recordedCount(): number | undefined {
  const text = localStorage.getItem('tailorbird');
  return text === null ? undefined : (JSON.parse(text) as { visitCount: number }).visitCount;
}

function readStorage(): Record<string, string | null> {
  try {
    return Object.fromEntries(
      Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '').map(
        (key) => [key, localStorage.getItem(key)],
      ),
    );
  } catch {
    return {};
  }
}

async function databases(): Promise<string[]> {
  try {
    return (await indexedDB.databases()).map(({ name }) => name ?? '');
  } catch {
    return [];
  }
}
