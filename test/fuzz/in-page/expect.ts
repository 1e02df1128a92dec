import { decide, type Block, type Choice } from '../../../src/core.js';
import {
  has,
  isElement,
  isHtml,
  isTemplate,
  isText,
  isUnseen,
  native,
  wordsOf,
} from './natives.js';
import type { Knowledge } from './signals.js';
import { startOf, textsOf } from './view.js';

/** What decides between answers that are all right: what the page does show. */
export interface Shown {
  /** State and name of what a block shows. */
  block(n: string): string | undefined;
  /** Whether an element with an audience is hidden. */
  isHidden(n: string): boolean | undefined;
  /** The text of a token. */
  text(n: string): string | undefined;
}

export interface ExpectOptions {
  /** One, unless the page could not know in time what it knew later. */
  readonly knowledge: readonly Knowledge[];
  /** What was behind the deadline, or unknown, may have stayed as its author wrote it. */
  readonly mayStay: boolean;
  /** All was decided anew, whatever had been seen. */
  readonly isForced: boolean;
  /** Blocks whose swaps a listener cancels. */
  readonly cancels: readonly string[];
  readonly shown: Shown;
  /** Called where what the page says of itself does not tell answers apart: two variants with one name. */
  doubt(): void;
  /** How many elements have a number: more than one where the parser has copied it to close elements in the right order. */
  copies(n: string): number;
  /** Called for every text that may be read in some frame. */
  allow(words: readonly string[]): void;
}

const childless =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|textarea|script|style|title|iframe|noscript|template|option)$/;

/**
 * What a visitor should see of a page that was parsed without Tailorbird: `tailorbird/core` says what is shown, the
 * page's own nodes say how it looks.
 */
export function expectedView(root: Node, options: ExpectOptions): string[] {
  return viewOf(root, options, 'normal');
}

/** `cloned`: it stands in a block as part of a variant, and is none itself. `shown`: it is the variant. */
type Role = 'normal' | 'cloned' | 'shown';

function viewOf(node: Node, options: ExpectOptions, role: Role): string[] {
  if (isText(node)) {
    options.allow(wordsOf(node.data));
    return textsOf(node.data);
  }
  if (!isElement(node)) return [];
  allowMoved(node, options);
  if (isUnseen(node)) return [];
  if (role !== 'shown' && isHidden(node, options, role)) return [];
  return [startOf(node), ...insideOf(node, options), '>'];
}

/**
 * What stands in the parser's copy of an element stood elsewhere before the end tag that made the copy: a variant of a block
 * until then, which could be read.
 */
function allowMoved(element: Element, { copies, allow }: ExpectOptions): void {
  const parent = native.parentNode(element);
  if (!isVariant(element) || !parent || !isElement(parent) || copies(numberOf(parent)) < 2) return;
  allow(wordsOf(native.textContent(isTemplate(element) ? native.content(element) : element) ?? ''));
}

function insideOf(element: Element, options: ExpectOptions): string[] {
  const id = blockId(element);
  const texts = tokenTexts(element, options);
  if (texts.length) {
    const found = options.shown.text(numberOf(element));
    texts.forEach((text) => options.allow(wordsOf(text ?? '')));
    const known = texts.find((each) => each === found);
    const text = known ?? (texts.includes(undefined) ? undefined : texts[0]);
    if (text !== undefined) return textsOf(text);
  }
  return id === undefined
    ? [...native.childNodes(element)].flatMap((child) => viewOf(child, options, 'normal'))
    : insideBlock(element, id, options);
}

function insideBlock(element: Element, id: string, options: ExpectOptions): string[] {
  const children = [...native.childNodes(element)];
  const variants = children.filter(
    (child): child is Element => isElement(child) && isVariant(child),
  );
  // Each once: blocks in blocks would be looked through as often as there are answers, to the power of their depth.
  const choices = new Map(
    choicesFor(element, id, children, variants, options).map((choice) => [choice.index, choice]),
  );
  const found = options.shown.block(numberOf(element));
  const views = [...choices.values()].map((choice) => {
    const name = choice.index < 0 ? 'default' : choice.name;
    const variant = variants[choice.index];
    const inside = variant
      ? isTemplate(variant)
        ? [...native.childNodes(native.content(variant))].flatMap((child) =>
            viewOf(child, options, 'cloned'),
          )
        : viewOf(variant, options, 'shown')
      : children
          .filter((child) => !variants.includes(child as Element))
          .flatMap((child) => viewOf(child, options, 'normal'));
    const state = variant ? 'variant' : 'default';
    return { name: `${state} ${name}`, view: [`state=${state}`, `shown=${name}`, ...inside] };
  });
  const [view = views[0]!.view, ...others] = views
    .filter(({ name }) => name === found)
    .map((each) => each.view);
  if (others.some((other) => other.join() !== view.join())) options.doubt();
  return view;
}

/** What a block may show; one choice where all is certain. */
function choicesFor(
  element: Element,
  id: string,
  children: readonly ChildNode[],
  variants: readonly Element[],
  { knowledge, mayStay, isForced, cancels }: ExpectOptions,
): Choice[] {
  const specs = variants.map(readVariant);
  const first = children.findIndex(
    (child) => !variants.includes(child as Element) && hasContent(child),
  );
  const leading =
    first < 0
      ? variants.length
      : children.slice(0, first).filter((child) => variants.includes(child as Element)).length;
  const holdout = readNumber(element, 'data-tb-holdout', 1);
  const stays = { state: 'default', index: -1, name: 'default', reason: 'late' } as const;
  return knowledge.flatMap(({ plan, signals, visitor }) => {
    const choose = (count: number): Choice => {
      const block: Block = { id, holdout, variants: specs.slice(0, count) };
      return decide(plan, signals, visitor, [block]).blocks[id]!;
    };
    const early = leading > 0 ? choose(leading) : undefined;
    const isEarly = early && early.reason !== 'no-match';
    const choice = isEarly ? early : choose(specs.length);
    if (cancels.includes(id)) return [stays];
    // Behind a default that began to stream in a variant comes only if nobody has seen that yet.
    const isBehind = !isForced && !isEarly && leading > 0 && leading < specs.length;
    const isSure = (isEarly && knowledge.length === 1) || !(mayStay || isBehind);
    return isSure ? [choice] : [choice, stays];
  });
}

function isHidden(element: Element, options: ExpectOptions, role: Role): boolean {
  const audience = native.attribute(element, 'data-tb-for');
  const authored = has(element, 'hidden');
  if (audience === null) return authored && isHtml(element);
  const parent = native.parentNode(element);
  const isInBlock =
    parent && isElement(parent) && has(parent, 'data-tb-block') && role !== 'cloned';
  if (isInBlock && isVariant(element)) return authored && isHtml(element);
  const answers = options.knowledge.map(({ plan, signals, visitor }) => {
    const { segments = [], holdout = 0 } = plan;
    const { holdout: isHeld } = decide({ holdout }, signals, visitor);
    if (isHeld || visitor.plain) return authored;
    const block = { id: 'alone', variants: [{ audience }] };
    return decide({ segments }, signals, visitor, [block]).blocks['alone']!.index < 0;
  });
  if (options.mayStay) answers.push(authored);
  const found = options.shown.isHidden(numberOf(element));
  return answers.find((answer) => answer === found) ?? answers[0]!;
}

/** The texts that may stand in an element; `undefined` for its author's own. None if it is no token. */
function tokenTexts(
  element: Element,
  { knowledge, mayStay }: ExpectOptions,
): (string | undefined)[] {
  const path = native.attribute(element, 'data-tb-text');
  if (path === null) return [];
  const texts = knowledge.map(({ plan, signals, visitor }) => {
    const { holdout = 0 } = plan;
    if (visitor.plain || decide({ holdout }, signals, visitor).holdout) return undefined;
    const value = readPath(signals, path);
    return /^(string|number|boolean)$/.test(typeof value) ? String(value).slice(0, 256) : undefined;
  });
  return mayStay ? [...texts, undefined] : texts;
}

function readPath(signals: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      signals,
    );
}

export function blockId(element: Element): string | undefined {
  const id = native.attribute(element, 'data-tb-block')?.trim();
  return id && isHtml(element) && !childless.test(native.localName(element)) ? id : undefined;
}

const isVariant = (element: Element): boolean =>
  has(element, 'data-tb-for') && (isTemplate(element) || has(element, 'hidden'));

const readVariant = (element: Element): Block['variants'][number] => ({
  audience: native.attribute(element, 'data-tb-for') ?? '',
  name: native.attribute(element, 'data-tb-variant') ?? undefined,
  weight: readNumber(element, 'data-tb-weight', Infinity),
});

function readNumber(element: Element, name: string, max: number): number | undefined {
  const text = native.attribute(element, name);
  const value = text?.trim() ? Number(text) : NaN;
  return value >= 0 && value <= max ? value : undefined;
}

const hasContent = (node: Node): boolean =>
  isElement(node) || (isText(node) && /\S/.test(node.data));

const numberOf = (element: Element): string => native.attribute(element, 'data-n') ?? '';
