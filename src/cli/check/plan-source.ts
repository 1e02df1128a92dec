import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { attribute } from '../../blocks/vocabulary.js';
import type { Span } from './finding.js';
import { jsonPlaces } from './json-place.js';
import type { Element } from './markup.js';
import type { Page } from './page.js';
import { noPlan, readPlan, unreadPlan, type PlanFacts } from './plan-facts.js';
import { createSource, type Source } from './source.js';
import { isComputed } from './template-code.js';

/** A plan where it stands: in a file of its own, or in a page. */
export interface PlanSource {
  readonly source: Source;
  readonly facts: PlanFacts;
  /** The place of a JSON path, in the source. */
  find(path: string): Span;
}

/** Which plan a page has. */
export interface PagePlan {
  /** Where it stands, if it does. */
  readonly plan: PlanSource | undefined;
  readonly facts: PlanFacts;
  /** An address that names no file here. */
  readonly missing?: string;
}

export interface PlanReader {
  /** The plan that the page's script would read, else the one of the command line. */
  planOf(page: Page): PagePlan;
  /** The one of the command line, if no page has come that has none of its own. */
  unused(): PlanSource | undefined;
}

/** @param given The file of `--plan`. */
export function createPlanReader(given: string | undefined): PlanReader {
  const files = new Map<string, PlanSource>();
  const facts = new Map<string, PlanFacts>();

  function create(source: Source, span: Span): PlanSource {
    const text = source.text.slice(span.start, span.end);
    const known = facts.get(text) ?? readPlan(text);
    facts.set(text, known);
    let places: ReturnType<typeof jsonPlaces> | undefined;
    return {
      source,
      facts: known,
      find(path) {
        places ??= jsonPlaces(text);
        const { start, end } = (path === '$' && places.error) || places.find(path);
        return { start: span.start + start, end: span.start + end };
      },
    };
  }

  function fromFile(file: string, name: string): PlanSource {
    const known = files.get(file);
    if (known) return known;
    const source = createSource(name, readFileSync(file, 'utf8'));
    const plan = create(source, { start: 0, end: source.text.length });
    files.set(file, plan);
    return plan;
  }

  const own = given === undefined ? undefined : fromFile(given, given);

  let isUsed = false;

  function read(plan: PlanSource): PagePlan {
    isUsed ||= plan === own;
    return { plan, facts: plan.facts };
  }

  const unread: PagePlan = { plan: undefined, facts: unreadPlan };

  return {
    unused: () => (isUsed ? undefined : own),
    planOf(page) {
      const address = page.scripts[0]?.says.planUrl;
      if (address !== undefined) {
        const file = findBeside(page.source.file, address);
        if (file !== undefined) return read(fromFile(file, shortest(file)));
        return own ? read(own) : { ...unread, missing: address };
      }
      const [inline] = inlinePlans(page);
      if (inline) {
        const span = contentSpan(inline);
        return isComputed(page.masked.slice(span.start, span.end))
          ? unread
          : read(create(page.source, span));
      }
      if (own) return read(own);
      // A part of a page has the plan of the whole, a bundle may bring one along.
      const isWhole = page.isDocument && !page.isTemplate && page.scripts.length > 0;
      return isWhole ? { plan: undefined, facts: noPlan(wordsOfCode(page)) } : unread;
    },
  };
}

/** Every word of the scripts in a page: what they mention they may define, as `start({ segments })` does. */
export function wordsOfCode(
  page: Page,
  names: readonly string[] = ['script'],
): ReadonlySet<string> {
  const words = new Set<string>();
  for (const element of page.elements) {
    if (!names.includes(element.name) || element.get(attribute.plan)) continue;
    const { start, end } = contentSpan(element);
    for (const word of page.source.text.slice(start, end).match(/[\w.-]+/g) ?? []) words.add(word);
  }
  return words;
}

/** The page's own plans that the script would find; it reads the first. */
export function inlinePlans({ elements }: Page): readonly Element[] {
  return elements.filter(
    (element) =>
      element.name === 'script' &&
      element.get(attribute.plan) !== undefined &&
      element.get('src') === undefined &&
      element.get('type')?.value.trim().toLowerCase() === 'application/json',
  );
}

/** What stands between a script's tags. */
export function contentSpan({ tag, children }: Element): Span {
  return { start: children[0]?.start ?? tag.end, end: children.at(-1)?.end ?? tag.end };
}

/**
 * The file that an address means: beside the page or, if it begins at the site's root, in a folder above that may be
 * that root. Never outside of where the command runs or the page stands: a page must not name just any file.
 */
function findBeside(page: string, address: string): string | undefined {
  const path = decode(address.replace(/[?#].*$/, ''));
  if (/^([a-z][a-z+.-]*:|\/\/)/i.test(path) || path.includes('\0')) return undefined;
  const [folder, here] = [resolve(dirname(page)), process.cwd()];
  const top = isInside(folder, here) ? here : folder;
  const folders = [folder];
  for (let at = folder; path.startsWith('/') && at !== top;) {
    at = dirname(at);
    folders.push(at);
  }
  return folders
    .map((root) => join(root, path))
    .find((file) => isInside(file, top) && existsSync(file) && statSync(file).isFile());
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function shortest(file: string): string {
  const short = relative(process.cwd(), file);
  return short.startsWith('..') ? file : short.split(sep).join('/');
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
