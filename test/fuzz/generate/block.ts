import type { ElementPart, Part } from '../page.js';
import { makeAudience } from './audience.js';
import { makeContent } from './content.js';
import type { Maker } from './maker.js';

const tags = [
  'div',
  'section',
  'p',
  'span',
  'ul',
  'h1',
  'a',
  'b',
  'button',
  'li',
  'x-gadget',
  'article',
  'header',
];

/** What a block of that kind may have in it. */
const insides: Readonly<Record<string, string>> = {
  tr: 'td',
  select: 'option',
  g: 'text',
  ul: 'li',
};

/** A block; its variants stand before, among or after its default. */
export function makeBlock(
  maker: Maker,
  depth: number,
  tag?: string,
  given: readonly Part[] = [],
): ElementPart {
  const { random, element } = maker;
  const own = tag ?? random.pick(tags);
  const id = blockId(maker);
  const audiences = random.several(0, 4, () => makeAudience(random));
  // An experiment: variants of the same audience.
  if (random.chance(0.12) && audiences[0] !== undefined) audiences.push(audiences[0]);
  const variants = audiences.map((audience) => makeVariantOf(maker, depth, own, audience));
  const content = [...given, ...contentOf(maker, depth, own)];
  return element(own, arrange(maker, variants, content), {
    'data-tb-block': id,
    ...(random.chance(0.06) && { 'data-tb-holdout': random.pick(['0.5', '1', '0', '2', 'x']) }),
    ...(random.chance(0.03) && { 'data-tb-for': makeAudience(random) }),
    ...(random.chance(0.02) && { hidden: '' }),
    ...(random.chance(0.02) && { tabindex: '0' }),
  });
}

/** Names are repeated now and then, left out, or such as an object has. */
function blockId({ random, someNumber }: Maker): string {
  return random.weighted<() => string>([
    [12, () => `b${someNumber()}-${random.whole(1, 999)}`],
    [3, () => random.pick(['hero', 'offer'])],
    [0.5, () => random.pick(['', ' ', '__proto__', 'constructor', '"><x', 'toString'])],
  ])();
}

function contentOf(maker: Maker, depth: number, tag: string): Part[] {
  const inside = insides[tag];
  if (!inside || maker.random.chance(0.2)) return makeContent(maker, depth - 1);
  return maker.random.several(0, 2, () => maker.element(inside, makeContent(maker, depth - 2)));
}

function makeVariantOf(maker: Maker, depth: number, block: string, audience: string): Part {
  const { random, element, text } = maker;
  const isTemplate = random.chance(0.75);
  const tag = isTemplate ? 'template' : (insides[block] ?? random.pick(['p', 'div', 'span']));
  const content = [
    ...(random.chance(0.85) ? [text()] : []),
    ...(random.chance(0.5) ? contentOf(maker, depth - 1, block) : []),
  ];
  return element(tag, content, {
    'data-tb-for': audience,
    ...(!isTemplate && { hidden: random.pick(['', 'hidden', 'until-found']) }),
    ...(random.chance(0.15) && { 'data-tb-variant': random.pick(['a', 'b', 'blue', 'default']) }),
    ...(random.chance(0.1) && { 'data-tb-weight': random.pick(['2', '0', '-1', 'x', '0.5']) }),
  });
}

function arrange(
  { random, text }: Maker,
  variants: readonly Part[],
  content: readonly Part[],
): Part[] {
  const space = (): Part => ({ raw: random.pick(['', ' ', '\n', '<!-- -->']) });
  const spaced = (parts: readonly Part[]): Part[] =>
    parts.flatMap((part) => (random.chance(0.5) ? [space(), part] : [part]));
  const at = random.whole(0, variants.length);
  const end = [...content, ...(random.chance(0.5) ? [text()] : [])];
  return random.weighted<() => Part[]>([
    [6, () => [...spaced(variants), ...end]],
    [2, () => [...end, ...spaced(variants)]],
    [2, () => [...spaced(variants.slice(0, at)), ...end, ...spaced(variants.slice(at))]],
    [2, () => shuffled(random, [...variants, ...end])],
  ])();
}

function shuffled(random: Maker['random'], parts: readonly Part[]): Part[] {
  return parts
    .map((part) => [random.real(), part] as const)
    .sort(([a], [b]) => a - b)
    .map(([, part]) => part);
}
