import { addressWith, nothing, toQuery, type Preview } from './address.js';
import { describe } from './bar.js';
import { element } from './element.js';
import type { Section, View } from './view.js';

/** Links to what others are to see. */
export const shareSection: Section = (view) => {
  const { as, show } = view.asked();
  const { segments } = view.explanation();
  const field = element('input', {
    attributes: {
      'aria-label': 'Segments, joined by +',
      'data-key': 'as',
      value: as.join('+'),
      placeholder: segments.join('+') || 'returning+mobile',
    },
    on: { change: () => view.change({ as: field.value.split(/[\s+]+/).filter(Boolean) }) },
  });
  const visitor = view.simulation.changes();
  const previews: readonly Preview[] = [
    ...(as.length ? [{ ...nothing, as, show }] : []),
    ...[...show].map((one): Preview => ({ ...nothing, show: new Map([one]) })),
    ...(visitor.size || show.size > 1 ? [{ ...nothing, show, visitor }] : []),
  ];
  return [
    element('label', {}, 'See the page as ', field),
    ...previews.map((preview) => link(preview, view)),
    previews.length ? '' : 'Links to what you change on this page will stand here.',
    element('p', {
      text: 'A preview is marked on the page, lasts for the tab, is written nowhere and sends no event.',
    }),
  ];
};

function link(preview: Preview, view: View): HTMLElement {
  const label = `The page ${describe(preview)}`;
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
