import { expect } from 'vitest';
import {
  codesOf,
  expectRequests,
  expectUntouched,
  harmless,
  openRunner,
  readPage,
  record,
  runFrames,
  scriptJson,
  serveInspector,
  texts,
  type FrameReport,
} from '../support/hostile.js';
import type { InspectorReport } from '../support/page/inspector-report.js';
import type { Scenarios, Stage } from '../support/stage.js';
import type { View } from '../support/view.js';

const template = readPage('hostile-told.htm');

/** What is never stored, and is told so. */
const isPersonal = (text: string): boolean => /[^\s@]@[^\s@]+\.[^\s@]/.test(text);

/** One way in which a page is told about its visitor. */
interface Door {
  readonly name: string;
  /** Traits in the script that the page's server writes; lists are as long as an object may be. */
  readonly traits?: object;
  readonly keys?: readonly string[];
  /** The control of a payload. */
  readonly control?: (index: number) => string;
  /** What the page does with a payload; `it` is its control. */
  readonly act?: string;
  readonly path?: (index: number) => string;
  /** What a control makes of a text before anybody sees it. */
  readonly normalise?: (text: string) => string;
}

const change = "it.dispatchEvent(new Event('change', { bubbles: true }));";
const trimmed = (text: string): string => text.trim();

const doors: readonly Door[] = [
  {
    name: 'traits script',
    traits: Object.fromEntries(texts.map((_, index) => [`g${Math.floor(index / 50)}`, {}])),
    path: (index) => `g${Math.floor(index / 50)}.t${index}`,
  },
  {
    name: 'data layer',
    keys: texts.map((_, index) => `t${index}`),
    act: 'dataLayer.push({ ["t" + index]: text, [text]: text }, [text], text);',
  },
  {
    name: 'answer: text field',
    control: (index) => `<input data-tb-trait="t${index}" />`,
    act: `it.value = text; ${change}`,
    normalise: (text) => text.replace(/[\r\n]/g, '').trim(),
  },
  {
    name: 'answer: text area',
    control: (index) => `<textarea data-tb-trait="t${index}"></textarea>`,
    act: `it.value = text; ${change}`,
    normalise: (text) => text.replace(/\r\n?/g, '\n').trim(),
  },
  {
    name: 'answer: select',
    control: (index) => `<select data-tb-trait="t${index}"><option></option></select>`,
    act: `it.options[0].value = text; ${change}`,
    normalise: trimmed,
  },
  {
    name: 'answer: button',
    control: (index) => `<button type="button" data-tb-trait="t${index}"></button>`,
    act: 'it.value = text; it.click();',
    normalise: trimmed,
  },
  {
    name: 'answer: checkboxes',
    control: (index) =>
      `<input type="checkbox" data-tb-trait="t${index}" /><input type="checkbox" data-tb-trait="t${index}" />`,
    act: 'it.value = text; it.click();',
    path: (index) => `t${index}.0`,
  },
];

function composePage(door: Door, given: readonly string[] = texts): string {
  const { traits = {}, keys = [], control = () => '', path = (index) => `t${index}` } = door;
  const act = `texts.forEach((text, index) => {
    const it = document.querySelector('[data-tb-trait=t' + index + ']');
    ${door.act ?? ''}
  });`;
  for (const [index, text] of given.entries()) {
    const [group, name] = path(index).split('.');
    if (door.traits) Object.assign((traits as Record<string, object>)[group!]!, { [name!]: text });
  }
  const tokens = texts.map((_, index) => `<p data-tb-text="traits.${path(index)}">authored</p>`);
  const parts: Record<string, string> = {
    keys: scriptJson(keys),
    traits: scriptJson(traits),
    texts: scriptJson(given),
    tokens: tokens.join(''),
    controls: texts.map((_, index) => control(index)).join(''),
    act: door.act ? act : '',
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name]!);
}

/** The same page for a visitor who comes back: nothing is told, everything is remembered. */
const composeNext = (door: Door): string =>
  composePage({ ...door, act: ' ' }).replace(/window\.texts = [^\n]*/, 'window.texts = [];');

const junk = `
  const channel = new BroadcastChannel('tailorbird');
  for (const word of [...texts, null, 0, {}, [], ['denied'], { denied: 1 }, 'granted']) channel.postMessage(word);
`;

/** The page itself puts the value of its controls there. */
const withoutValues = (report: FrameReport): FrameReport => ({
  ...report,
  shape: report.shape.replace(/ value="(?:[^"\\]|\\.)*"/g, ''),
});

async function tell(stage: Stage): Promise<void> {
  const { files } = stage.server;
  const runner = await openRunner(stage);
  const all: FrameReport[] = [];
  for (const [number, door] of doors.entries()) {
    const { path = (index) => `t${index}`, normalise = (text) => text } = door;
    // First as the page looks when it is told what is harmless.
    files.set(
      `hostile-told-${number}-plain.htm`,
      composePage(
        door,
        texts.map(() => harmless),
      ),
    );
    files.set(`hostile-told-${number}.htm`, composePage(door));
    const frames = ['-plain', ''].map((end) => ({ address: `/hostile-told-${number}${end}.htm` }));
    const [plain, report] = (await runFrames(runner, frames, 1)).map(withoutValues);
    expectUntouched(report!, door.name);
    expect(report!.shape, door.name).toBe(plain!.shape);
    const expected = texts.map((text) => normalise(text).slice(0, 256) || 'authored');
    expect(
      texts.map((_, index) => report!.texts[`traits.${path(index)}`]),
      door.name,
    ).toEqual(expected);
    expect(report!.shown).toEqual({ hero: 'default' });
    expect(new Set(codesOf(report!))).toEqual(
      new Set(door.act && texts.some(isPersonal) ? ['personal-trait'] : []),
    );
    all.push(plain!, report!);
    if (!door.act) continue;
    files.set(`hostile-told-${number}-next.htm`, composeNext(door));
    const [next] = await runFrames(runner, [{ address: `/hostile-told-${number}-next.htm` }]);
    expectUntouched(next!, `${door.name}, next page`);
    expect(
      texts.map((_, index) => next!.texts[`traits.${path(index)}`]),
      `${door.name}, next page`,
    ).toEqual(expected.map((text) => (isPersonal(text) ? harmless : text)));
  }
  expectRequests(stage, ['hostile-runner.html', /^hostile-told-\d+(-next|-plain)?\.htm$/]);
  const tried = Object.fromEntries(doors.map(({ name }) => [name, texts.length]));
  await record(
    runner,
    tried,
    all.map((report) => ({ ...report, shape: '' })),
  );
}

/** Looks at a page by a driver: WebKit's leaves a property of its own. */
async function inspect(view: View): Promise<InspectorReport> {
  const report = await view.evaluate(() => window.__inspect());
  const globals = report.globals.filter((name) => name !== 'Symbol(automationSessionProxy)');
  return { ...report, globals };
}

/** Tabs speak of erasure on a channel that anybody on the origin may use. */
async function speak(stage: Stage): Promise<void> {
  const page = 'hostile-channel.html';
  serveInspector(stage);
  stage.server.files.set(
    page,
    readPage('returning.html').replace('<script ', '<script src="/inspect.js"></script><script '),
  );
  const view = await stage.visit(page, { shows: ['variant-new'] });
  await view.until('the page view is on record', () => !!localStorage.getItem('tailorbird'));
  const before = await inspect(view);
  await view.evaluate(
    (script) => {
      const element = document.createElement('script');
      element.textContent = script;
      document.head.append(element);
      element.remove();
    },
    `{ const texts = ${scriptJson(texts)}; ${junk} }`,
  );
  await view.frames(5);
  const after = await inspect(view);
  expectUntouched(after, 'BroadcastChannel');
  expect(after.warnings).toEqual([]);
  expect(await view.evaluate(() => Object.keys(localStorage))).toEqual(['tailorbird']);
  const next = await stage.visit(`${page}?clock=+40m`, { shows: ['variant-returning'] });
  expectUntouched(await inspect(next), 'BroadcastChannel, next page');
  await record(next, { BroadcastChannel: texts.length }, [before, after]);
}

export const hostileTold: Scenarios = {
  'what a page is told about its visitor, or by them, is text, and on the next page too': tell,
  'what is said on the channel of the tabs erases nothing': speak,
};
