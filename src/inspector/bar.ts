import { isPreview, type Preview } from './address.js';
import { element } from './element.js';

export interface BarActions {
  open(): void;
  end(): void;
}

/** What says on the page that this is a preview, and ends it. */
export function createBar(actions: BarActions): {
  readonly bar: HTMLElement;
  update(preview: Preview, unknown: readonly string[]): void;
} {
  const what = element('p');
  const bar = element(
    'section',
    { attributes: { class: 'bar', 'aria-label': 'Preview', hidden: true } },
    what,
    element('button', {
      text: 'Inspect',
      attributes: { type: 'button', class: 'open' },
      on: { click: actions.open },
    }),
    element('button', {
      text: 'End preview',
      attributes: { type: 'button' },
      on: { click: actions.end },
    }),
  );
  return {
    bar,
    update(preview, unknown) {
      bar.hidden = !isPreview(preview) && !unknown.length;
      what.replaceChildren(
        element('strong', { text: 'Preview' }),
        ` ${describe(preview) || 'of the page as it is'}. `,
      );
      what.append('Nothing is recorded.');
      if (unknown.length) what.append(` This page does not know ${list(unknown)}.`);
    },
  };
}

/** @example 'as returning and mobile, hero shows b' */
export function describe({ as, show, visitor }: Preview): string {
  return [
    ...(as.length ? [`as ${list(as)}`] : []),
    ...[...show].map(([block, name]) => `${block} shows ${name}`),
    ...(visitor.size
      ? [`with ${visitor.size} ${visitor.size > 1 ? 'signals' : 'signal'} changed`]
      : []),
  ].join(', ');
}

function list(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(' and ');
}
