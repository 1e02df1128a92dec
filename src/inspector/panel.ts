import { blocksSection } from './blocks-section.js';
import { element } from './element.js';
import { problemsSection } from './problems-section.js';
import { segmentsSection } from './segments-section.js';
import { shareSection } from './share-section.js';
import { timingSection } from './timing-section.js';
import type { Section, View } from './view.js';
import { visitorSection } from './visitor-section.js';

/** A new section is a new row. */
const sections: Readonly<Record<string, Section>> = {
  Visitor: visitorSection,
  Segments: segmentsSection,
  Blocks: blocksSection,
  Problems: problemsSection,
  Timing: timingSection,
  Share: shareSection,
};

export interface Panel {
  readonly panel: HTMLElement;
  /** Draws what has changed. */
  update(): void;
  focus(): void;
}

/** The panel: tabs by the pattern that screen readers know. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function createPanel(view: View, close: () => void): Panel {
  const names = Object.keys(sections);
  let current = names[0] ?? '';
  const body = element('div', {
    attributes: { id: 'body', role: 'tabpanel', tabindex: '0', class: 'body' },
  });
  const tabs = names.map((name) =>
    element('button', {
      text: name,
      attributes: { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'body' },
      on: { click: () => open(name) },
    }),
  );
  const list = element(
    'div',
    {
      attributes: { role: 'tablist', 'aria-label': 'Sections', class: 'tabs' },
      on: { keydown: move },
    },
    ...tabs,
  );
  const panel = element(
    'section',
    {
      attributes: { class: 'panel', role: 'dialog', 'aria-label': 'Tailorbird inspector' },
      on: {
        change: ({ target }) => {
          // It is no longer being typed: what comes of it may be drawn over it.
          if (target instanceof HTMLInputElement && !target.form)
            target.defaultValue = target.value;
          update();
        },
        keydown: (event) => {
          // The page may have keys of its own.
          event.stopPropagation();
          if ((event as KeyboardEvent).key === 'Escape') close();
        },
      },
    },
    element(
      'header',
      {},
      element('h2', { text: 'Tailorbird' }),
      element('button', {
        text: '✕',
        attributes: { type: 'button', 'aria-label': 'Close', class: 'close' },
        on: { click: close },
      }),
    ),
    list,
    body,
  );

  function open(name: string): void {
    current = name;
    draw();
    body.scrollTop = 0;
  }

  function move(event: Event): void {
    const { key } = event as KeyboardEvent;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const at = names.indexOf(current);
    const next =
      key === 'Home'
        ? 0
        : key === 'End'
          ? names.length - 1
          : step && (at + step + names.length) % names.length;
    if (next === undefined) return;
    event.preventDefault();
    open(names[next] ?? current);
    tabs[next]?.focus();
  }

  /** What has the focus or is unfolded stays so: elements of a key are the same to whoever uses them. */
  function draw(): void {
    const root = panel.getRootNode() as ShadowRoot;
    const focused = root.activeElement?.getAttribute('data-key');
    const unfolded = new Set(
      [...body.querySelectorAll('details[open]')].map((one) => one.getAttribute('data-key')),
    );
    tabs.forEach((tab, index) => {
      const isCurrent = names[index] === current;
      tab.setAttribute('aria-selected', String(isCurrent));
      tab.tabIndex = isCurrent ? 0 : -1;
    });
    body.setAttribute('aria-labelledby', `tab-${current}`);
    if (current !== 'Blocks') view.outlines.draw([]);
    const scroll = body.scrollTop;
    body.replaceChildren(...(sections[current]?.(view) ?? []));
    body.scrollTop = scroll;
    for (const one of body.querySelectorAll('details')) {
      one.open = unfolded.has(one.getAttribute('data-key'));
    }
    if (focused) {
      [...body.querySelectorAll<HTMLElement>('[data-key]')]
        .find((one) => one.getAttribute('data-key') === focused)
        ?.focus({ preventScroll: true });
    }
  }

  /** Whether somebody is just typing: that is not to be drawn over. */
  function isBusy(): boolean {
    const field = (panel.getRootNode() as ShadowRoot).activeElement;
    return (
      field instanceof HTMLInputElement &&
      body.contains(field) &&
      field.value !== field.defaultValue &&
      !field.readOnly
    );
  }

  function update(): void {
    if (!isBusy()) draw();
  }

  return {
    panel,
    update,
    focus: () => tabs[names.indexOf(current)]?.focus(),
  };
}
