import { attribute } from '../../../blocks/vocabulary.js';
import { isRecord } from '../../../core/signal.js';
import { atoms } from '../../../logic/formula.js';
import { fromAudience } from '../../../logic/from-audience.js';
import type { PageContext, PageRule } from '../checker.js';
import type { Span } from '../finding.js';
import { jsonPlaces } from '../json-place.js';
import type { Element } from '../markup.js';
import { contentSpan } from '../plan-source.js';
import { sensitiveWords } from '../sensitive-words.js';
import { within } from './audiences.js';

interface Pattern {
  readonly subject: string;
  /** Every one must be among the words. */
  readonly words: readonly RegExp[];
}

const patterns: readonly Pattern[] = Object.entries(sensitiveWords).flatMap(([subject, list]) =>
  list.split(' ').map((entry) => ({
    subject,
    words: entry.split('+').map((word) => new RegExp(`^${word.replace('*', '\\w*')}$`)),
  })),
);
const known = new Map<string, string | undefined>();

/**
 * The protected subject that a name is about, if it is about one.
 *
 * @example sensitiveSubject('healthCondition') // 'health'
 */
export function sensitiveSubject(name: string): string | undefined {
  if (known.has(name)) return known.get(name);
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  const found = patterns.find((pattern) =>
    pattern.words.every((word) => words.some((one) => word.test(one))),
  )?.subject;
  known.set(name, found);
  return found;
}

/** Traits and interests about what the law protects. */
export const checkSensitive: PageRule = (context) => {
  const { page, plan } = context;
  for (const element of page.elements) {
    if (element.name === 'script' && element.get(attribute.traits)) tellSupplied(context, element);
    const trait = element.get(attribute.trait) ?? element.get(attribute.text);
    if (trait && !trait.isComputed) tell(context, trait.value, trait);
    const topic = element.get(attribute.topic);
    for (const term of topic?.value.match(/[^\s:]+(?=\S*)/g) ?? []) {
      if (topic) tell(context, term, within(topic, term, page.source.text));
    }
    const found = page.audienceOf(element);
    if (!found) continue;
    // What a segment of the plan asks for is told there.
    const own = fromAudience(
      {
        ...found.audience,
        alternatives: found.audience.alternatives.map((terms) =>
          terms.filter((term) => 'path' in term),
        ),
      },
      plan.segments,
    );
    for (const { path, where } of atoms(own)) {
      const isInterest = path === 'interests.top';
      if (isInterest) tell(context, where, within(found.attribute, where, page.source.text));
      else if (/^(traits|interests)\./.test(path)) {
        tell(context, path.replace(/^\w+\./, ''), within(found.attribute, path, page.source.text));
      }
    }
  }
};

/** What the page itself says of its visitor. */
function tellSupplied(context: PageContext, script: Element): void {
  const { start, end } = contentSpan(script);
  const json = context.page.source.text.slice(start, end);
  const places = jsonPlaces(json);
  if (places.error) return;
  const open: (readonly [path: string, value: unknown])[] = [['$', JSON.parse(json)]];
  for (const [path, value] of open) {
    if (!isRecord(value)) continue;
    for (const [key, part] of Object.entries(value)) {
      const at = places.find(`${path}.${key}`);
      tell(context, key, { start: start + at.start, end: start + at.end });
      open.push([`${path}.${key}`, part]);
    }
  }
}

function tell({ report }: Pick<PageContext, 'report'>, name: string, at: Span): void {
  const subject = sensitiveSubject(name);
  if (subject) report('sensitive-trait', at, saySensitive(name, subject));
}

export function saySensitive(name: string, subject: string): { message: string; advice: string } {
  return {
    message: `"${name}" seems to be about ${subject}: the law protects that (GDPR, article 9), and visitors are hurt when a page shows that it knows.`,
    advice: 'Do without it, or ask a lawyer and every visitor first.',
  };
}
