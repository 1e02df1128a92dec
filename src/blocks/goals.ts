import type { Reporter } from '../lib/report.js';
import type { GoalRule } from '../types.js';
import { attribute, readAttribute, readNumber } from './attributes.js';
import { call } from '../lib/own.js';

export interface GoalsOptions {
  readonly report: Reporter;
  /** Goals that a plan finds by selector. */
  rules(): readonly GoalRule[];
  reached(id: string, value: number | undefined, element: Element): void;
  readonly signal: AbortSignal;
  /** Keeps what goes wrong from the page. */
  safely(run: () => void): () => void;
}

/** `auxclick` is a link opened in another tab with the middle button. */
const kinds = ['click', 'auxclick', 'submit'];

/** Listens for goals, also of elements that come later: a click, or a form that is sent. */
export function watchGoals({ report, rules, reached, signal, safely }: GoalsOptions): void {
  function look({ type, target, button }: Event & { readonly button?: number }): void {
    if (!(target instanceof Element) || (type === 'auxclick' && button !== 1)) return;
    const isSubmit = type === 'submit';
    const marked = closest(target, `[${attribute.goal}]`);
    const id = marked && readAttribute(marked, attribute.goal)?.trim();
    // A click somewhere in a form has not sent it.
    if (marked && id && marked instanceof HTMLFormElement === isSubmit) {
      reached(id, readNumber(marked, attribute.value, Infinity, id, report), marked);
    }
    for (const rule of rules()) {
      const found = (rule.on === 'submit') === isSubmit && find(target, rule);
      if (found) reached(rule.id, undefined, found);
    }
  }

  function find(target: Element, { id, selector }: GoalRule): Element | null {
    try {
      return closest(target, selector);
    } catch {
      report('goal-selector', id, `"${selector}" is no selector`);
      return null;
    }
  }

  // Captured: a page that stops the event on its way has not undone what the visitor did.
  for (const kind of kinds) {
    addEventListener(kind, (event) => safely(() => look(event))(), {
      signal,
      capture: true,
    });
  }
}

/** Also of a form that has a field of that name. */
function closest(element: Element, selector: string): Element | null {
  return call(element, 'closest', selector);
}
