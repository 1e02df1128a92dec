import { attribute, PREFIX, scriptAttributes } from '../../../blocks/vocabulary.js';
import type { PageRule } from '../checker.js';
import type { Element } from '../markup.js';
import { nearest } from '../../nearest.js';

const names: readonly string[] = [...Object.values(attribute), ...scriptAttributes];

/** What an attribute needs beside it. A new one is a new row. */
const needs: readonly (readonly [
  attributes: readonly string[],
  has: (element: Element) => boolean,
  advice: string,
])[] = [
  [
    [attribute.holdout],
    (element) => element.get(attribute.block) !== undefined,
    `Put it on the element with ${attribute.block}.`,
  ],
  [
    [attribute.value],
    (element) => element.get(attribute.goal) !== undefined,
    `Put it on the element with ${attribute.goal}.`,
  ],
  [
    scriptAttributes.filter((name) => name !== attribute.plan),
    ({ name }) => name === 'script',
    'Put it on the script tag.',
  ],
  [[attribute.plan, attribute.traits], ({ name }) => name === 'script', 'Put it on a <script>.'],
];

/** Misspelt attributes, and attributes that do nothing where they stand. */
export const checkAttributes: PageRule = ({ page, report }) => {
  for (const element of page.elements) {
    for (const written of element.attributes) {
      const { name } = written;
      if (!name.startsWith(PREFIX)) continue;
      if (!names.includes(name)) {
        const meant = nearest(
          name.slice(PREFIX.length),
          names.map((known) => known.slice(PREFIX.length)),
        );
        report('unknown-attribute', written, {
          message: `There is no attribute ${name}: it does nothing.`,
          advice: meant
            ? `Did you mean ${PREFIX}${meant}?`
            : 'Remove it, or look for a typing mistake.',
        });
      }
      for (const [attributes, has, advice] of needs) {
        if (!attributes.includes(name) || has(element) || element.isOpen) continue;
        report('misplaced-attribute', written, { message: `${name} does nothing here.`, advice });
      }
    }
    const own = element.get(attribute.variant) ?? element.get(attribute.weight);
    if (own && !element.get(attribute.for) && !element.isOpen) {
      report('variant-audience', own, {
        message:
          'This says which variant it is, but not whom it is for: it is a part of the default.',
        advice: `Add ${attribute.for}="…".`,
      });
    }
  }
};
