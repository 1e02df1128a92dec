import { hasEmailAddress } from '../core/personal.js';
import { isRecord, isText } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import { topicName, type Topics } from '../visitor/interests.js';

/**
 * The page's topics as its JSON-LD names them: `keywords` (a list, or a text with commas) and `articleSection`,
 * each of weight 1. https://schema.org/keywords https://schema.org/articleSection
 */
export function readJsonLd(report: Reporter): Topics {
  const names: string[] = [];
  for (const { textContent } of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse(textContent), names);
    } catch (error) {
      report('json-ld', 'script', String(error));
    }
  }
  return Object.fromEntries(names.map((name) => [topicName(name), 1]));
}

function collect(value: unknown, names: string[]): void {
  if (Array.isArray(value)) value.forEach((item) => collect(item, names));
  if (!isRecord(value)) return;
  collect(value['@graph'], names);
  const { keywords, articleSection } = value;
  for (const term of [keywords, articleSection].flat()) {
    const text = isRecord(term) ? term.name : term;
    if (isText(text)) {
      names.push(...text.split(',').filter((name) => name.trim() && !hasEmailAddress(name)));
    }
  }
}
