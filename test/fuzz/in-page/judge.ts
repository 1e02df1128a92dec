import type { FuzzPage } from '../page.js';
import type { Story } from './course.js';
import { expectedView, type ExpectOptions } from './expect.js';
import { visibleWords, type Frames } from './frames.js';
import { native, wordsOf } from './natives.js';
import { knowledgeOfAll } from './signals.js';
import { newWord } from './steps.js';
import { difference, isHiddenNow, structureOf, viewOf } from './view.js';

/** A page at a moment at which it should be as it stays. */
export interface Scene {
  readonly page: FuzzPage;
  readonly html: string;
  /** The page as it is without Tailorbird. */
  readonly reference: Document;
  readonly story: Story;
  /** Signals that nothing on the page has to do with. */
  readonly given: object;
  readonly isParsedInTime: boolean;
  readonly isSettled: boolean;
  readonly isStopped?: true;
}

/** @returns What is wrong, in words. */
export function judge(scene: Scene, frames?: Frames): string[] {
  const { story, isStopped } = scene;
  return [
    ...(scene.isSettled ? [] : ['settled never resolved']),
    ...hiddenByUs(),
    ...(isStopped
      ? faultsOfStop(scene)
      : story.isLoose
        ? faultsOfWords(scene)
        : faultsOfView(scene, frames)),
  ];
}

/** What waits to be decided. */
export function hiddenByUs(): string[] {
  const describe = (element: Element): string =>
    `${native.localName(element)}#${native.attribute(element, 'data-n') ?? ''}`;
  return [
    ...native
      .selectAll(document, '[style*="important"]')
      .filter((element) => /(visibility|opacity)/.test(native.attribute(element, 'style') ?? ''))
      .map((element) => `${describe(element)} is still hidden`),
    ...native
      .selectAll(document, '[data-tb-state="pending"]')
      .map((element) => `${describe(element)} is still pending`),
  ];
}

function faultsOfView(
  { page, reference, story, isParsedInTime, given }: Scene,
  frames?: Frames,
): string[] {
  const knowledge = knowledgeOfAll(page, story.earlier(), story.courses(), given);
  const allowed = new Set<string>();
  let isUnclear = false;
  /** A parser copies elements, and copies may show different things. */
  function ask<T>(n: string, read: (element: Element) => T): T | undefined {
    const values = new Set(native.selectAll(document, `[data-n="${n}"]`).map(read));
    isUnclear ||= values.size > 1;
    return [...values][0];
  }
  // The page may have been seen before the script began, and an answer of storage may come at the deadline alone.
  const isLate = page.place === 'async' || (page.place !== undefined && knowledge.length > 1);
  const options: ExpectOptions = {
    knowledge,
    mayStay: !story.isForced && (!isParsedInTime || story.wasRestarted || isLate),
    isForced: story.isForced,
    cancels: page.listener?.cancels ?? [],
    shown: {
      block: (n) => ask(n, nameOf),
      isHidden: (n) => ask(n, isHiddenNow),
      text: (n) => ask(n, (element) => native.textContent(element) ?? ''),
    },
    doubt: () => (isUnclear = true),
    copies: (n) => native.selectAll(reference, `[data-n="${n}"]`).length,
    allow: (words) => words.forEach((word) => allowed.add(word)),
  };
  const expected = expectedView(native.root(reference), options);
  const different = difference(expected, viewOf(native.root(document)));
  // What was known later was not known when the first frames were painted.
  const isCertain = knowledge.length === 1 && !story.earlier().length;
  const isStrict = isParsedInTime && !story.wasRestarted && isCertain && !page.place;
  const flashed = isStrict && frames ? [...frames.seen].filter(([word]) => !allowed.has(word)) : [];
  return [
    ...(different && !isUnclear ? [different] : []),
    ...flashed.map(([word, frame]) => `${word} could be read in frame ${frame}`),
  ];
}

const nameOf = (element: Element): string =>
  `${native.attribute(element, 'data-tb-state')} ${native.attribute(element, 'data-tb-shown')}`;

/** Where the page's own code has changed things: whatever is shown was written by its author. */
function faultsOfWords({ page, html }: Scene): string[] {
  const authored = new Set([...wordsOf(html), ...wordsOf(JSON.stringify(page)), newWord]);
  return visibleWords(document)
    .filter((word) => !authored.has(word))
    .map((word) => `${word} was never written`);
}

function faultsOfStop({ reference, story }: Scene): string[] {
  if (story.wasCopied) return [];
  const ours = '[data-tb-state], [data-tb-shown], [data-tb-segments]';
  const left = native.selectAll(document, ours);
  if (left.length) return [`something is left at ${native.localName(left[0]!)}`];
  if (story.isLoose) return [];
  const different = difference(
    structureOf(native.root(reference)),
    structureOf(native.root(document)),
  );
  return different ? [different] : [];
}
