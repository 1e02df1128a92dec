import type { PageContext, PageRule } from '../checker.js';
import { elementsIn } from '../content.js';
import type { Element } from '../markup.js';
import { primary, type PageBlock, type PageVariant } from '../page.js';

/** How many blocks within blocks are looked at. */
const DEEPEST = 12;

/** What a variant holds, compared with the default that it stands in for. */
export const checkContents: PageRule = (context) => {
  const around: PageBlock[] = [];
  for (const block of context.page.blocks) {
    while (around.length && (around.at(-1)?.element.end ?? 0) <= block.element.start) around.pop();
    // What is nested deeper was looked at with every block around it.
    if (around.push(block) > DEEPEST) continue;
    const defaults = [...elementsIn(block.defaults.filter((node) => 'name' in node))];
    for (const variant of block.variants) {
      const { element } = variant;
      // An element that is hidden by its author is itself what is shown.
      const shown = element.name === 'template' ? element.children : [element];
      const own = [...elementsIn(shown)];
      // A framework may add what seems to be lost.
      if (!own.some(({ isOpen, name }) => isOpen || name.includes('-')) && !isWritten(variant)) {
        checkOutline(variant, own, defaults, context);
      }
      checkImages(own, defaults, context);
      checkLanguage(variant, own, block, context);
    }
  }
};

/** Whether a framework writes some of its text, and perhaps elements. */
function isWritten({ element }: PageVariant): boolean {
  return element.children.some((child) => 'text' in child && /[\ue000\ue001]/.test(child.text));
}

/** Landmarks by element and by role. */
const landmarks: readonly (readonly [landmark: string, element: string, role: string])[] = [
  ['main', 'main', 'main'],
  ['navigation', 'nav', 'navigation'],
  ['search', 'search', 'search'],
  ['complementary', 'aside', 'complementary'],
];

/** People who cannot see the page find their way by headings and landmarks. */
function checkOutline(
  { element }: PageVariant,
  own: readonly Element[],
  defaults: readonly Element[],
  { report }: PageContext,
): void {
  const [was, is] = [headings(defaults), headings(own)];
  const lost: string[] = [];
  if (was.includes(1) && !is.includes(1)) lost.push('<h1>');
  else if (was.length && !is.length) lost.push(`<h${Math.min(...was)}>`);
  for (const [name, tag, role] of landmarks) {
    const has = (all: readonly Element[]): boolean =>
      all.some((one) => one.name === tag || one.get('role')?.value === role);
    if (has(defaults) && !has(own)) lost.push(`landmark "${name}"`);
  }
  if (!lost.length) return;
  report('heading-lost', element.tag, {
    message: `This variant lacks what the default has: ${lost.join(', ')}. People with screen readers find their way by it, and so do search engines.`,
    advice: 'Give the variant the same.',
  });
}

function headings(elements: readonly Element[]): number[] {
  return elements.flatMap(({ name, get }) => {
    const [, level] = /^h([1-6])$/.exec(name) ?? [];
    if (level) return [Number(level)];
    return get('role')?.value === 'heading' ? [Number(get('aria-level')?.value) || 2] : [];
  });
}

/** An image without a size moves what is below when it arrives. */
function checkImages(
  own: readonly Element[],
  defaults: readonly Element[],
  { report }: PageContext,
): void {
  for (const image of own) {
    if (image.name !== 'img' || image.isOpen || isSized(image)) continue;
    // What the default does too is the page's own habit: its style sheet sees to the size.
    const [src, kind] = [image.get('src')?.value, image.get('class')?.value];
    const isUsual = defaults.some(
      (other) =>
        other.name === 'img' &&
        !isSized(other) &&
        ((src !== undefined && other.get('src')?.value === src) ||
          (kind !== undefined && other.get('class')?.value === kind)),
    );
    if (isUsual) continue;
    report('image-size', image.tag, {
      message: 'Nobody knows the size of this image before it arrives: what is below it will jump.',
      advice: 'Write its width and height, in pixels, as attributes.',
    });
  }
}

function isSized({ get }: Element): boolean {
  return Boolean(
    (get('width') && get('height')) ||
    /(^|[;\s-])(aspect-ratio|height|position)\s*:/.test(get('style')?.value ?? ''),
  );
}

/** Screen readers and translators go by `lang`. */
function checkLanguage(
  { element, audience }: PageVariant,
  own: readonly Element[],
  { element: block }: PageBlock,
  { page, report }: PageContext,
): void {
  if (!audience || !page.language) return;
  const languages = audience.audience.alternatives.map((terms) =>
    terms.flatMap((term) =>
      'path' in term && term.path === 'device.languages.0' && !term.negated
        ? [primary(term.value)]
        : [],
    ),
  );
  const [spoken] = languages.flat();
  const isForeign = languages.every((some) => some.length && !some.includes(page.language));
  if (!spoken || !isForeign) return;
  const says = [element, ...own, ...ancestors(block)].some(
    ({ name, get }) => name !== 'html' && get('lang'),
  );
  if (says) return;
  report('lang-missing', element.tag, {
    message: `This is for people who read "${spoken}" on a page in "${page.language}", but it does not say that it is in another language: screen readers will mispronounce it.`,
    advice: `If it is, add lang="${spoken}" to what is in it.`,
  });
}

function ancestors(element: Element): Element[] {
  const all: Element[] = [];
  for (let at: Element | undefined = element; at; at = at.parent) all.push(at);
  return all;
}
