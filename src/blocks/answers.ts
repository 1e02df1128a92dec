import { isText } from '../core/signal.js';
import { call } from '../lib/own.js';
import { attribute } from './attributes.js';

/** What a visitor says about themselves, by a control that the author marked as a trait. */
export interface Answer {
  readonly trait: string;
  /** `undefined` when an answer was taken back. */
  readonly value: string | number | boolean | readonly string[] | undefined;
  /** Whether the field asks for something that is never stored, whatever the trait is called. */
  readonly personal: boolean;
}

export interface AnswersOptions {
  tell(answer: Answer): void;
  readonly signal: AbortSignal;
  /** Keeps what goes wrong from the page. */
  safely(run: () => void): () => void;
}

/**
 * What a browser is asked to fill in that says who somebody is, or where they can be found or charged.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field
 */
const personal = /\b(tel|email|bday|street-|address-line|cc-)|(\s|family-|additional-)name/i;

/** Listens for answers, also of controls that come later. */
export function watchAnswers({ tell, signal, safely }: AnswersOptions): void {
  function read({ type, target }: Event): void {
    if (!(target instanceof Element)) return;
    const control = type === 'click' ? call(target, 'closest', 'button') : target;
    const trait = traitOf(control);
    const kind = control?.getAttribute('type') ?? '';
    if (!control || !trait || /^(password|file|hidden)$/i.test(kind)) return;
    tell({
      trait,
      value: readValue(control, trait),
      personal: personal.test(`${kind} ${control.getAttribute('autocomplete')}`),
    });
  }

  const listen = (event: Event): void => safely(() => read(event))();
  // Captured: a page that stops the event on its way has not taken the answer back.
  addEventListener('change', listen, { signal, capture: true });
  addEventListener('click', listen, { signal, capture: true });
}

function traitOf(control: Element | null): string | undefined {
  return control?.getAttribute(attribute.trait)?.trim();
}

function readValue(control: Element, trait: string): Answer['value'] {
  if (control instanceof HTMLSelectElement && control.multiple) {
    return [...control.selectedOptions].map(({ value }) => value);
  }
  if (control instanceof HTMLInputElement) {
    const { type, value, valueAsNumber } = control;
    if (type === 'checkbox') return readCheckboxes(control, trait);
    if (/^(number|range)$/.test(type)) return value ? valueAsNumber : undefined;
  }
  const { value } = control as { value?: unknown };
  return isText(value) ? value.trim() || undefined : undefined;
}

/** One checkbox says yes or no; several for the same trait in a form say which. */
function readCheckboxes({ form, checked }: HTMLInputElement, trait: string): Answer['value'] {
  const group = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].filter(
    (box) => box.form === form && traitOf(box) === trait,
  );
  return group.length > 1 ? group.filter((box) => box.checked).map(({ value }) => value) : checked;
}
