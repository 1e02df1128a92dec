import { pending } from '../core/signal.js';
import type { SignalExplanation } from '../types.js';
import { isPath } from './changes.js';
import { element } from './element.js';
import type { Section, View } from './view.js';

/** Every signal: its value, where it was read, its state. Each can be changed, and the page decides again. */
export const visitorSection: Section = (view) => {
  const { signals } = view.explanation();
  return [
    element('p', { text: 'Change a value and the page decides again at once.' }),
    element('ul', { attributes: { class: 'signals' } }, ...signals.map((one) => row(one, view))),
    (form ??= adder(view)),
  ];
};

/** The same whenever the section is drawn: somebody may have written half of it. */
let form: HTMLElement | undefined;

function row({ path, value, via, state }: SignalExplanation, view: View): HTMLElement {
  const changed = view.simulation.changes().has(path);
  const field = element('input', {
    attributes: {
      'aria-label': path,
      'data-key': `value ${path}`,
      value: state === 'known' ? toText(value) : '',
      placeholder: state === 'known' ? '' : state,
      spellcheck: 'false',
      autocomplete: 'off',
    },
    on: { change: () => set(view, path, fromText(field.value, value)) },
  });
  const states = element(
    'select',
    {
      attributes: { 'aria-label': `${path}: state`, 'data-key': `state ${path}` },
      on: {
        change: () =>
          set(
            view,
            path,
            states.value === 'pending'
              ? pending
              : states.value === 'known'
                ? fromText(field.value, value)
                : undefined,
          ),
      },
    },
    ...['known', 'pending', 'unavailable'].map((text) =>
      element('option', { text, attributes: { selected: text === state } }),
    ),
  );
  return element(
    'li',
    { attributes: { class: changed ? 'changed' : undefined } },
    element('code', { text: path }),
    field,
    states,
    element('small', { text: changed ? 'changed here' : (via ?? '') }),
    ...(changed
      ? [
          element('button', {
            text: 'Undo',
            attributes: {
              type: 'button',
              'aria-label': `Undo ${path}`,
              'data-key': `undo ${path}`,
            },
            on: { click: () => reset(view, path) },
          }),
        ]
      : []),
  );
}

function adder(view: View): HTMLElement {
  const label = 'Another signal, such as traits.role';
  const path = element('input', {
    attributes: { 'aria-label': label, placeholder: 'traits.role', 'data-key': 'path' },
  });
  const value = element('input', {
    attributes: { 'aria-label': 'Its value', 'data-key': 'its value' },
  });
  return element(
    'form',
    {
      attributes: { class: 'adder' },
      on: {
        submit: (event) => {
          event.preventDefault();
          const name = path.value.trim();
          if (!isPath(name)) return view.say(`${name} is no signal`);
          const text = value.value;
          path.value = value.value = '';
          set(view, name, fromText(text, undefined));
        },
      },
    },
    path,
    value,
    element('button', { text: 'Add', attributes: { 'data-key': 'add' } }),
  );
}

function set(view: View, path: string, value: unknown): void {
  view.change({ visitor: new Map(view.asked().visitor).set(path, value) });
}

function reset(view: View, path: string): void {
  const visitor = new Map(view.asked().visitor);
  // What a preview as somebody brought along can only be undone with it.
  if (!visitor.delete(path)) view.change({ as: [] });
  else view.change({ visitor });
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** What was a text stays one; else a number, a truth or a list is what it looks like. */
function fromText(text: string, before: unknown): unknown {
  if (typeof before === 'string') return text;
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return text;
  }
}
