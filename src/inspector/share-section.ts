import { addressWith, isPreview, nothing, toQuery, type Preview } from './address.js';
import { element } from './element.js';
import type { Section, View } from './view.js';

/** Links to what others are to see. */
export const shareSection: Section = (view) => {
  const asked = view.asked();
  const { segments } = view.explanation();
  const as = element('input', {
    attributes: {
      'aria-label': 'Segments, joined by +',
      'data-key': 'as',
      value: asked.as.join('+'),
      placeholder: segments.join('+') || 'returning+mobile',
    },
    on: { change: () => view.change({ as: as.value.split(/[\s+]+/).filter(Boolean) }) },
  });
  const current: Preview = { ...nothing, visitor: view.simulation.changes(), show: asked.show };
  return [
    element('label', {}, 'See the page as ', as),
    link(
      'As these segments, and these variants',
      { ...nothing, as: asked.as, show: asked.show },
      view,
    ),
    ...[...asked.show].map(([block, name]) =>
      link(`${block} shows ${name}`, { ...nothing, show: new Map([[block, name]]) }, view),
    ),
    link('This visitor, signal by signal', current, view),
    element('p', {
      text: 'A preview is marked on the page, lasts for the tab, is written nowhere and sends no event.',
    }),
  ];
};

function link(label: string, preview: Preview, view: View): HTMLElement {
  if (!isPreview(preview)) return element('span');
  const field = element('input', {
    attributes: { readonly: true, 'aria-label': label, 'data-key': `link ${label}` },
    on: { focus: () => field.select() },
  });
  void toQuery(preview).then((query) => (field.value = addressWith(query)));
  const copy = (): void =>
    void navigator.clipboard?.writeText(field.value).then(
      () => view.say('Copied'),
      () => field.select(),
    );
  return element(
    'div',
    { attributes: { class: 'link' } },
    element('span', { text: label }),
    field,
    element('button', {
      text: 'Copy',
      attributes: { type: 'button', 'aria-label': `Copy: ${label}`, 'data-key': `copy ${label}` },
      on: { click: copy },
    }),
  );
}
