import { evaluate } from '../core/condition.js';
import { builtInSegments } from '../core/segments.js';
import { hasOwn, readPath } from '../core/signal.js';
import type { Condition, SegmentExplanation, Signals, Truth } from '../types.js';
import { element } from './element.js';
import type { Section, View } from './view.js';
import { leaf, mark } from './words.js';

/** Segments by rank; each unfolds to its condition, with what every comparison saw. */
export const segmentsSection: Section = (view) => {
  const { why, segment } = view.explanation();
  return [
    element('p', {
      text: `The first of the plan’s own that is true, else default, is the visitor’s segment: ${segment}.`,
    }),
    element('ol', { attributes: { class: 'segments' } }, ...why.map((one) => row(one, view))),
  ];
};

function row({ id, name, own, matches }: SegmentExplanation, view: View): HTMLElement {
  const { simulation, tailorbird } = view;
  const plan = simulation.options()?.plan.segments ?? [];
  const when = [...plan, ...builtInSegments].find((one) => one.id === id)?.when ?? {};
  const forced = simulation.forced().has(id);
  return element(
    'li',
    {},
    element(
      'details',
      { attributes: { 'data-key': `segment ${id}` } },
      element(
        'summary',
        { attributes: { 'data-key': `summary ${id}` } },
        sign(matches),
        element('b', { text: name ?? id }),
        ...(name ? [element('code', { text: id })] : []),
        ...(own ? [] : [element('small', { text: 'on every page' })]),
        ...(forced ? [element('small', { text: 'put in by the preview' })] : []),
      ),
      tree(when, tailorbird.signals),
    ),
  );
}

const headings: Readonly<Record<string, string>> = {
  $and: 'all of',
  $or: 'any of',
  $nor: 'none of',
};

function tree(condition: Condition, signals: Signals): HTMLElement {
  return element(
    'ul',
    { attributes: { class: 'tree' } },
    ...Object.entries(condition).map(([key, expected]) => {
      const truth = evaluate({ [key]: expected }, signals);
      const parts = hasOwn(headings, key) && Array.isArray(expected) ? expected : undefined;
      return element(
        'li',
        {},
        sign(truth),
        parts ? (headings[key] ?? key) : leaf(key, expected, readPath(signals, key)),
        ...(parts ?? []).map((part) => tree(part as Condition, signals)),
      );
    }),
  );
}

export function sign(truth: Truth): HTMLElement {
  const [text, word] = mark(truth);
  return element('span', {
    text,
    attributes: { class: `sign ${word}`, role: 'img', 'aria-label': word },
  });
}
