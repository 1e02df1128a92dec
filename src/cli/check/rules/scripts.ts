import { attribute } from '../../../blocks/vocabulary.js';
import { parsePlan } from '../../../core/plan.js';
import type { PageContext, PageRule } from '../checker.js';
import { jsonPlaces } from '../json-place.js';
import type { Element } from '../markup.js';
import { contentSpan, inlinePlans } from '../plan-source.js';

/** The script tag, and what has to stand before it. */
export const checkScripts: PageRule = (context) => {
  const { page, report } = context;
  const [script, second] = page.scripts;
  if (!script) return checkMissing(context);
  checkStart(script.element, context);
  if (second && !page.isTemplate) {
    report('script-twice', second, {
      message:
        'The script tag stands here a second time: this one does nothing, nor do its attributes.',
      advice: 'Remove it, and keep the first.',
    });
  }
  for (const problem of parsePlan(script.says.fields).problems) {
    const [, field = ''] = /^\$\.(?:privacy\.)?(\w+)/.exec(problem.where) ?? [];
    const written = script.element.attributes.find(({ name }) => name.endsWith(`-${field}`));
    report('plan-value', written ?? script, {
      message: `This setting of the script tag is left out: ${problem.message}.`,
      advice: 'Write one of the values that are expected.',
    });
  }
  checkOrder(script.element, context);
};

function checkMissing({ page, report }: PageContext): void {
  const { isDocument, isTemplate, isMarked, elements } = page;
  const first = elements.find(({ name }) => name === 'head') ?? elements[0];
  if (!isDocument || isTemplate || !isMarked || !first) return;
  // A bundle may bring it along.
  const other = elements.some(isForeignCode);
  report('script-missing', first.tag, {
    message: `No script tag of Tailorbird was found${
      other ? ', unless one of the other scripts brings it along' : ''
    }: everybody sees every default.`,
    advice: 'Put <script src="tailorbird.min.js"></script> first in <head>.',
    ...(other && { severity: 'warning' }),
  });
}

function isForeignCode(element: Element): boolean {
  return (
    element.name === 'script' &&
    !/json|template/i.test(element.get('type')?.value ?? '') &&
    (element.get('src') !== undefined || element.get('type')?.value === 'module')
  );
}

/** What makes it start after the first block was painted. */
function checkStart(script: Element, { page, report }: PageContext): void {
  const type = script.get('type');
  const late = [
    script.get('src') && script.get('async'),
    script.get('src') && script.get('defer'),
    type?.value.trim().toLowerCase() === 'module' ? type : undefined,
  ].find((written) => written !== undefined);
  if (late) {
    report('late-start', late, {
      message: `With ${late.name === 'type' ? 'type="module"' : late.name} the script may start after the page was painted: visitors see the default first, then it is swapped.`,
      advice: `Remove ${late.name === 'type' ? 'the type' : late.name}; the script is small and decides while the page streams in.`,
    });
  }
  const marked = page.elements.find(
    (element) => element.get(attribute.block) ?? element.get(attribute.for),
  );
  if (marked && marked.start < script.start) {
    const { line } = page.source.locate(marked.tag);
    report('late-start', script.tag, {
      message: `The script stands after the first block (line ${line}): visitors may see the default first, then it is swapped.`,
      advice: 'Put the script tag first in <head>.',
    });
  }
}

/** What the script reads when it starts: it must be there by then, and be found. */
function checkOrder(script: Element, { page, report }: PageContext): void {
  const plans = inlinePlans(page);
  for (const element of page.elements) {
    const written = element.get(attribute.plan) ?? element.get(attribute.traits);
    if (!written || element.name !== 'script' || element.get('src')) continue;
    const isPlan = written.name === attribute.plan;
    const what = isPlan ? 'plan' : 'traits';
    if (element.get('type')?.value.trim().toLowerCase() !== 'application/json') {
      report('plan-order', element.tag, {
        message: `Without its type this is not found: the ${what} count for nothing.`.replace(
          'plan count',
          'plan counts',
        ),
        advice: 'Write <script type="application/json" …>.',
      });
    } else if (element.start > script.start) {
      report('plan-order', element.tag, {
        message: `The script has started by the time this comes: the ${what} ${isPlan ? 'counts' : 'count'} for nothing.`,
        advice: 'Move it before the script tag.',
      });
    } else if (isPlan && plans.indexOf(element) > 0 && !page.isTemplate) {
      report('plan-order', element.tag, {
        message: 'Another plan stands above: this one counts for nothing.',
        advice: 'Put everything into one plan.',
      });
    }
    if (!isPlan) checkTraits(element, page.source.text, report);
  }
}

function checkTraits(element: Element, text: string, report: PageContext['report']): void {
  const span = contentSpan(element);
  const json = text.slice(span.start, span.end);
  if (/\{\{|\{%|<\?|<%/.test(json)) return;
  const { error } = jsonPlaces(json);
  if (!error) return;
  report(
    'traits-json',
    { start: span.start + error.start, end: span.start + error.end },
    {
      message: 'These traits are no JSON from here on, so none of them is known.',
      advice: 'Write names and texts in double quotes, and no comma after the last.',
    },
  );
}
