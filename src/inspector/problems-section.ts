import { hasOwn } from '../core/signal.js';
import { element } from './element.js';
import { advice } from './problem-texts.js';
import type { Section } from './view.js';

/** Everything that was reported, with what it means and what to do. */
export const problemsSection: Section = (view) => {
  const { problems } = view.explanation();
  if (!problems.length) return [element('p', { text: 'Nothing was reported on this page.' })];
  return [
    element(
      'ul',
      { attributes: { class: 'problems' } },
      ...problems.map(({ code, where, message }) => {
        return element(
          'li',
          {},
          element('b', { text: code }),
          ` in ${where}: ${message}`,
          element('p', { text: hasOwn(advice, code) ? `→ ${advice[code]}` : '' }),
        );
      }),
    ),
  ];
};
