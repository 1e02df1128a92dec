import { expect } from 'vitest';
import {
  codesOf,
  expectRequests,
  expectUntouched,
  openRunner,
  readPage,
  runFrames,
} from '../support/hostile.js';
import type { Scenarios, Stage } from '../support/stage.js';

const template = readPage('hostile-clobbered.htm');
/** Where in the page. */
type Place = 'before' | 'after' | 'between' | 'inside';

/** What Tailorbird, or anybody, asks the document for. */
const ofDocument = [
  ...['currentScript', 'querySelector', 'querySelectorAll', 'documentElement', 'readyState'],
  ...['addEventListener', 'removeEventListener', 'dispatchEvent', 'createElement', 'createComment'],
  ...['createDocumentFragment', 'importNode', 'referrer', 'title', 'cookie', 'activeElement'],
  ...['visibilityState', 'prerendering', 'body', 'head', 'baseURI', 'getElementById', 'location'],
  ...['defaultView', 'contains', 'constructor', '__proto__', 'toString', 'childNodes'],
];

/** What is asked of an element. */
const ofElements = [
  ...['hasAttribute', 'getAttribute', 'setAttribute', 'removeAttribute', 'matches', 'closest'],
  ...['querySelector', 'querySelectorAll', 'childNodes', 'children', 'parentNode', 'parentElement'],
  ...['nextSibling', 'insertBefore', 'append', 'replaceChildren', 'contains', 'getRootNode'],
  ...['isConnected', 'localName', 'tagName', 'nodeType', 'style', 'dataset', 'hidden', 'content'],
  ...['textContent', 'dispatchEvent', 'addEventListener', 'getBoundingClientRect', 'ownerDocument'],
  ...['compareDocumentPosition', 'focus', 'tabIndex', 'id', 'constructor', '__proto__'],
];

/** What may be missing from a window, or is ours. */
const ofWindow = [
  ...[
    'tailorbird',
    'dataLayer',
    'navigation',
    'requestIdleCallback',
    'Temporal',
    'BroadcastChannel',
  ],
];

type Markup = Partial<Record<Place, string>>;

const clobbering: Readonly<Record<string, (other: string) => readonly Markup[]>> = {
  'the document': () =>
    ofDocument.flatMap((name) =>
      ['before', 'after', 'inside'].map((place) => ({
        [place]: `<img name="${name}"><form name="${name}"><input name="getAttribute"></form>`,
      })),
    ),
  'the window': (other) =>
    ofWindow
      .flatMap((name) => [
        `<form id="${name}"><input name="push"><input name="explain"><input name="now"></form>`,
        `<a id="${name}"></a><a id="${name}" name="push" href="javascript:__executed(0)"></a>`,
        `<iframe name="${name}"></iframe>`,
        `<iframe name="${name}" src="${other}/empty.txt"></iframe>`,
        `<object id="${name}" name="${name}"></object>`,
      ])
      .flatMap((markup) => [{ before: markup }, { after: markup }]),
  'a form': () =>
    ofElements.flatMap((name) => [
      { after: `<form><input name="${name}"><p data-tb-text="page.host">host</p></form>` },
      { between: `<form><input name="${name}">`, inside: '</form>' },
      { inside: `<form data-tb-block="form"><input name="${name}">Default</form>` },
      {
        between:
          `<form data-tb-block="form"><template data-tb-for="desktop"><b>Inner</b></template>` +
          `<i>Inner</i><input name="${name}"></form>`,
      },
    ]),
};

const count = (text: string, word: string): number => text.split(word).length - 1;

async function clobber(stage: Stage, pages: readonly Markup[]): Promise<void> {
  for (const [number, markup] of pages.entries()) {
    const page = template.replace(/\{\{(\w+)\}\}/g, (_, place: Place) => markup[place] ?? '');
    stage.server.files.set(`hostile-clobbered-${number}.htm`, page);
  }
  stage.server.files.set('empty.txt', '');
  const runner = await openRunner(stage);
  const frames = pages.map((_, number) => ({ address: `/hostile-clobbered-${number}.htm` }));
  const reports = await runFrames(runner, frames);
  for (const [number, report] of reports.entries()) {
    const what = JSON.stringify(pages[number]);
    // The interface answers too: an error in it would be among these.
    expectUntouched(report, what);
    for (const block of ['First', 'Last']) {
      expect(count(report.seen, `${block} `), `${block} in ${what}: ${report.seen}`).toBe(1);
    }
    expect(count(report.seen, 'Inner'), what).toBe(count(what, 'Inner') && 1);
    expect(report.seen, what).toContain('The end');
    expect(report.seen, what).not.toContain('Alone');
    expect(codesOf(report).length, `${what}: ${report.warnings.join()}`).toBeLessThanOrEqual(1);
  }
  expectRequests(stage, ['hostile-runner.html', 'empty.txt', /^hostile-clobbered-\d+\.htm$/]);
}

export const hostileClobbering: Scenarios = Object.fromEntries(
  Object.entries(clobbering).map(([what, pages]) => [
    `markup with the names of what is asked of ${what}: the default or the right variant`,
    async (stage) => clobber(stage, pages(await stage.server.openElsewhere())),
  ]),
);
