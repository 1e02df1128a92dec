import { attribute } from '../blocks/vocabulary.js';
import type { Block, Choice } from '../types.js';
import { element } from './element.js';
import { unreachable } from './reach.js';
import { namesOf } from './simulation.js';
import type { Section, View } from './view.js';
import { why } from './words.js';

interface Found {
  readonly choice: { readonly id: string } & Choice;
  readonly target: Element | undefined;
}

/** Blocks on the page: what each shows, why, and what else it could show. */
export const blocksSection: Section = (view) => {
  const found = find(view);
  view.outlines.draw(
    found.flatMap(({ choice, target }) =>
      target ? [{ target, label: `${choice.id}: ${choice.name}` }] : [],
    ),
  );
  if (!found.length) return [element('p', { text: 'There are no blocks on this page yet.' })];
  return [
    element('ul', { attributes: { class: 'blocks' } }, ...found.map((one) => row(one, view))),
  ];
};

/** Several blocks may share an id; they are told in the order they were found. */
function find({ explanation }: View): readonly Found[] {
  const count = new Map<string, number>();
  const elements = [...document.querySelectorAll(`[${attribute.block}]`)];
  return explanation().blocks.map((choice) => {
    const nth = count.get(choice.id) ?? 0;
    count.set(choice.id, nth + 1);
    const same = elements.filter((one) => one.getAttribute(attribute.block)?.trim() === choice.id);
    return { choice, target: same[nth] };
  });
}

function row({ choice, target }: Found, view: View): HTMLElement {
  const { id, name } = choice;
  const block = view.simulation.blocks().get(id);
  const point = (): void => view.outlines.point(target);
  const leave = (): void => view.outlines.point();
  return element(
    'li',
    { on: { pointerenter: point, pointerleave: leave, focusin: point, focusout: leave } },
    element('button', {
      text: id,
      attributes: {
        type: 'button',
        class: 'name',
        'data-key': `block ${id}`,
        'aria-label': `${id}: scroll to it`,
      },
      on: { click: () => target?.scrollIntoView({ block: 'center' }) },
    }),
    ` shows ${name}. `,
    element('small', { text: why(choice) }),
    block ? variants(block, choice, view) : '',
  );
}

function variants(block: Block, { name: shown }: Choice, view: View): HTMLElement {
  const asked = view.asked().show.get(block.id);
  const dead = unreachable(block, view.simulation.options()?.plan ?? {});
  const item = (name: string, audience: string, isDead: boolean): HTMLElement => {
    const isAsked = asked === name;
    return element(
      'li',
      { attributes: { class: name === shown ? 'shown' : undefined } },
      element('span', { text: name }),
      ...(audience && audience !== name ? [element('code', { text: audience })] : []),
      ...(isDead ? [element('em', { text: 'no visitor can reach it' })] : []),
      element('button', {
        text: isAsked ? 'Stop showing' : 'Show this',
        attributes: {
          type: 'button',
          'data-key': `show ${block.id} ${name}`,
          'aria-label': `${isAsked ? 'Stop showing' : 'Show'} ${name} in ${block.id}`,
        },
        on: {
          click: () => {
            const show = new Map(view.asked().show);
            if (isAsked) show.delete(block.id);
            else show.set(block.id, name);
            view.change({ show });
          },
        },
      }),
    );
  };
  const names = namesOf(block);
  return element(
    'ul',
    { attributes: { class: 'variants' } },
    ...block.variants.map(({ audience }, index) =>
      item(names[index] ?? '', audience, dead.has(audience)),
    ),
    item('default', '', false),
  );
}
