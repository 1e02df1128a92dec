import type { PageRule } from '../checker.js';
import type { Span } from '../finding.js';
import { judgeAudience } from '../judge-audience.js';

/** Each audience by itself. */
export const checkAudiences: PageRule = ({ page, plan, reasons, report }) => {
  for (const element of page.elements) {
    const found = page.audienceOf(element);
    if (!found) continue;
    for (const { code, part, ...said } of judgeAudience(found.audience, plan, reasons)) {
      report(code, within(found.attribute, part, page.source.text), said);
    }
  }
};

/** Where a part of an attribute stands: the attribute itself if it was written in another way. */
export function within({ start, end }: Span, part: string, text: string): Span {
  const index = part ? text.slice(start, end).lastIndexOf(part) : -1;
  return index < 0 ? { start, end } : { start: start + index, end: start + index + part.length };
}
