import { parseAudience, type Audience } from '../../core/audience.js';
import { attribute, readScriptTag } from '../../blocks/vocabulary.js';
import { contentOf, type Content } from './content.js';
import type { Span } from './finding.js';
import { readMarkup, type Attribute, type Comment, type Element } from './markup.js';
import type { Source } from './source.js';
import { hasExpressions } from './template-code.js';

/** A block as its author wrote it. */
export interface PageBlock {
  readonly element: Element;
  /** `undefined` if it has none, or a computed one. */
  readonly id: string | undefined;
  readonly variants: readonly PageVariant[];
  readonly defaults: readonly (Element | { readonly text: string })[];
  /** How much of a default there is. */
  readonly content: Content;
}

export interface PageVariant {
  readonly element: Element;
  readonly block: PageBlock;
  readonly audience: PageAudience | undefined;
  readonly name: string | undefined;
}

/** An audience that can be read, where it stands. */
export interface PageAudience {
  readonly attribute: Attribute;
  readonly audience: Audience;
}

export interface ScriptTag extends Span {
  readonly element: Element;
  readonly says: ReturnType<typeof readScriptTag>;
}

export interface Page {
  readonly source: Source;
  /** The text without what a framework computes, each character in its place. */
  readonly masked: string;
  readonly isDocument: boolean;
  readonly isTemplate: boolean;
  readonly elements: readonly Element[];
  readonly comments: readonly Comment[];
  readonly blocks: readonly PageBlock[];
  readonly scripts: readonly ScriptTag[];
  /** Whether anything is marked at all. */
  readonly isMarked: boolean;
  /** The language of the page, without its region; empty if it names none. */
  readonly language: string;
  audienceOf(element: Element): PageAudience | undefined;
}

/** The script tag by its file's name, wherever that is served from. */
const ownFile = /(^|[/@"'])tailorbird([@.-][^/?#"'\s]*)?\.m?js([?#"'\s]|$)/i;

/** The file itself between the tags: its reports begin like this, and it is long. */
function isInlined(code: string): boolean {
  return code.length > 10_000 && code.includes('[tailorbird] ');
}

export function readPage(source: Source): Page {
  const markup = readMarkup(source);
  const { elements } = markup;
  const audiences = new Map<Element, PageAudience>();
  for (const element of elements) {
    const found = element.get(attribute.for);
    if (found && !found.isComputed) {
      audiences.set(element, { attribute: found, audience: parseAudience(found.value) });
    }
  }
  const audienceOf = (element: Element): PageAudience | undefined => audiences.get(element);
  const strict = hasExpressions(source.file);
  const html = elements.find(({ name }) => name === 'html')?.get('lang');
  return {
    source,
    ...markup,
    blocks: elements.flatMap((element) =>
      element.get(attribute.block) ? [readBlock(element, audienceOf, strict)] : [],
    ),
    scripts: elements.flatMap((element) => readScript(element, source)),
    isMarked: elements.some((element) =>
      element.attributes.some(({ name }) => marks.has(name) && element.name !== 'script'),
    ),
    language: html && !html.isComputed ? primary(html.value) : '',
    audienceOf,
  };
}

const marks: ReadonlySet<string> = new Set(Object.values(attribute));

/** A direct child of a block that is inert or hidden by its author. */
export function isVariant(element: Element): boolean {
  return (
    element.get(attribute.for) !== undefined &&
    (element.name === 'template' || element.get('hidden') !== undefined || element.isOpen)
  );
}

function readBlock(element: Element, audienceOf: Page['audienceOf'], strict: boolean): PageBlock {
  const id = element.get(attribute.block);
  const variants: PageVariant[] = [];
  const children = element.children.filter((child) => !('name' in child && isVariant(child)));
  const block: PageBlock = {
    element,
    id: id && !id.isComputed ? id.value.trim() || undefined : undefined,
    variants,
    defaults: children,
    content: contentOf(children, strict),
  };
  for (const child of element.children) {
    if (!('name' in child) || !isVariant(child)) continue;
    const name = child.get(attribute.variant);
    variants.push({
      element: child,
      block,
      audience: audienceOf(child),
      name: name && !name.isComputed ? name.value : undefined,
    });
  }
  return block;
}

function readScript(element: Element, { text }: Source): ScriptTag[] {
  if (element.name !== 'script') return [];
  const src = element.get('src');
  const isOwn = src
    ? ownFile.test(src.isComputed ? text.slice(src.start, src.end) : src.value) ||
      element.attributes.some(({ name }) => name.startsWith('data-tb'))
    : isInlined(text.slice(element.tag.end, element.end));
  if (!isOwn || element.get(attribute.traits)) return [];
  const dataset = Object.fromEntries(
    element.attributes
      .filter(({ isComputed }) => !isComputed)
      .map(({ name, value }) => [
        name
          .replace(/^data-/, '')
          .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  );
  const says = readScriptTag({ dataset, src: src?.value ?? '' });
  return [{ element, says, start: element.tag.start, end: element.tag.end }];
}

/** `de` of `de-AT`. */
export function primary(language: string): string {
  return (language.trim().split('-')[0] ?? '').toLowerCase();
}
