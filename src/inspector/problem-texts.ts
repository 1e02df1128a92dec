/* eslint-disable no-restricted-syntax -- advice names what authors write. */
/** What to do about each problem: the first sentence of it in docs/problems.md, as a test compares. */
export const advice: Readonly<Record<string, string>> = {
  'unknown-segment': 'Correct the spelling, or define the segment in the plan.',
  'bad-audience':
    'Join terms that must all hold with +, alternatives with a space; write signal:value with one of the short names (country:DE) or a full path (traits.role:developer).',
  'block-id': 'Name it, data-tb-block="hero".',
  'block-element': 'Put an element with data-tb-block around it, with the variants in that.',
  'variant-outside-block': 'Put it directly into the element with data-tb-block.',
  'text-element': 'Put an element for the text into it or around it.',
  'goal-selector': "Try the selector in the browser's console: document.querySelector('…').",
  'bad-number': 'Write a number without a sign or a unit: 0.1 for a tenth, not 10%.',
  control: 'Use forget, deny, grant or default.',
  'late-start': 'Put the script tag first in <head>, without async, defer and type="module".',
  'consent-file': 'Put the folder consent/ beside the script, or import the module.',
  'sinks-file': 'Put it beside the script, or pass sinks to start().',
  'device-file': 'Put it beside the script, or name its folder in data-tb-files.',
  'inspector-file': 'Put it beside the script, or name its folder in data-tb-files.',
  'plan-json':
    'Mend it at the place named: double quotes around names and texts, no comma after the last.',
  'plan-value': 'Write what is expected.',
  'plan-field': 'Look for a typing mistake.',
  'plan-pattern': 'Mend or shorten it; $startsWith, $endsWith and $contains often do.',
  'plan-duplicate': 'Give one of them another id.',
  'plan-url': 'Open the address in a browser: it must be on the same origin, and answer with JSON.',
  'unknown-operator': 'The README lists the operators; all begin with $.',
  'plan-order': 'Put one plan, with its type, before the script tag.',
  'traits-json': 'Mend it at the place named.',
  'personal-trait': 'Nothing, if that is enough.',
  record: 'Nothing; if it comes again and again, another script writes under the same name.',
  'geo-endpoint': 'Open the address: it should answer with {"country":"DE"}, on the same origin.',
  sink: 'Look at what is named; events for a server are kept and sent again.',
  'json-ld': 'Mend it; search engines cannot read it either.',
  yielded:
    'Find the script that writes into the block, and let it leave the block alone or render the variant itself.',
  storage: 'Nothing.',
  exception: 'Please report it, with the page if you can.',
};
