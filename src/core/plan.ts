import type { Plan, Problem, Segment } from '../types.js';
import { checkCondition } from './check-condition.js';
import { hasOwn, isRecord, isText } from './signal.js';

/*
 * A plan is read by a table of readers, one a field. A reader returns the value if it is right, and
 * otherwise reports where and returns `undefined`: the field is left out, everything else works.
 */

type Report = (code: string, message: string, where: string) => void;
type Reader = (value: unknown, where: string, report: Report) => unknown;

/** A value that passes a test. */
const a =
  (expected: string, test: (value: unknown) => boolean): Reader =>
  (value, where, report) =>
    test(value) ? value : report('plan-value', `expected ${expected}, found ${show(value)}`, where);

const text = a('a text', isText);
const flag = a('true or false', (value) => typeof value === 'boolean');
const array = a('a list', Array.isArray);
const object = a('an object', isRecord);

const number = (min: number, max = Infinity): Reader =>
  a(
    `a number from ${min} to ${max}`,
    (value) => typeof value === 'number' && value >= min && value <= max,
  );

const word = (...words: string[]): Reader =>
  a(words.join(' or '), (value) => words.includes(value as string));

const matching = (pattern: RegExp, expected: string): Reader =>
  a(expected, (value) => isText(value) && pattern.test(value));

const list =
  (item: Reader): Reader =>
  (value, where, report) =>
    (array(value, where, report) as unknown[] | undefined)
      ?.map((entry, index) => item(entry, `${where}[${index}]`, report))
      .filter((entry) => entry !== undefined);

const map =
  (item: Reader): Reader =>
  (value, where, report) =>
    collect(object(value, where, report), (key, entry) =>
      item(entry, `${where}[${JSON.stringify(key)}]`, report),
    );

/** An object with these fields; one that lacks what is required, or has it wrong, is left out whole. */
const fields =
  (readers: Readonly<Record<string, Reader>>, ...required: string[]): Reader =>
  (value, where, report) => {
    const read = collect(object(value, where, report), (key, entry) => {
      const at = `${where}.${key}`;
      return hasOwn(readers, key)
        ? readers[key]?.(entry, at, report)
        : report('plan-field', 'there is no such field', at);
    });
    const missing = required.filter((name) => read && !(name in read));
    for (const name of missing) {
      if (!hasOwn(value as object, name)) report('plan-value', `"${name}" is missing`, where);
    }
    return missing.length > 0 ? undefined : read;
  };

const either =
  (test: (value: unknown) => boolean, yes: Reader, no: Reader): Reader =>
  (value, where, report) =>
    (test(value) ? yes : no)(value, where, report);

const share = number(0, 1);
const epoch = a('a text or number', (value) => isText(value) || Number.isFinite(value));

const range = a(
  'two numbers between 0 and 1',
  (value) =>
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(Number.isFinite) &&
    value[0] >= 0 &&
    value[0] < value[1] &&
    value[1] <= 1,
);
/** A name, or in code a function. */
const sink = a('the name of a tool', (value) => isText(value) || typeof value === 'function');

const segment = fields(
  {
    id: matching(/^[\w.-]+$/, 'letters, digits, _ - .'),
    name: text,
    kind: word('demographic', 'firmographic', 'geographic', 'psychographic', 'behavioural'),
    when: (value, where, report) => (checkCondition(value, where, report) ? value : undefined),
    stick: word('visit', 'visitor'),
  },
  'id',
  'when',
);

/** Of two segments with the same id the first counts. */
const segments: Reader = (value, where, report) => {
  const ids = new Set<string>();
  return list((entry, at) => {
    const read = segment(entry, at, report) as Segment | undefined;
    if (!read || ids.size < ids.add(read.id).size) return read;
    return report('plan-duplicate', `segment "${read.id}" is defined above, the first counts`, at);
  })(value, where, report);
};

const readPlan = fields({
  $schema: text,
  segments,
  holdout: either(isRecord, fields({ share, epoch }, 'share'), share),
  experiments: map(
    fields({
      version: number(0),
      until: matching(/^\d{4}-\d\d-\d\d/, 'a date (2027-01-31)'),
      winner: text,
      weights: map(number(0)),
      epoch: text,
      namespace: fields({ id: text, range }, 'id', 'range'),
    }),
  ),
  goals: list(fields({ id: text, on: word('click', 'submit'), selector: text }, 'id', 'selector')),
  events: list(either(isRecord, fields({ beacon: text }, 'beacon'), sink)),
  views: flag,
  privacy: fields({
    consent: word('granted', 'denied', 'pending', 'google', 'tcf', 'gpp'),
    gpc: word('contextual', 'ignore'),
    retentionDays: number(1),
  }),
  source: fields({ ownHosts: list(text), ignore: list(text) }),
  geo: fields({ cookie: text, endpoint: text }),
  interests: fields({ jsonLd: flag }),
  traits: fields({ dataLayer: list(text) }),
  // Read by the command that writes the report.
  report: object,
  deadline: number(0, 10000),
  late: word('keep', 'offscreen', 'swap'),
  automation: word('ignore', 'record'),
});

/**
 * Reads a plan from JSON text or from an object.
 *
 * @returns The part that is right, and each problem with its JSON path. Never throws.
 * @example parsePlan('{"deadline": "soon"}').problems[0].where // '$.deadline'
 */
export function parsePlan(json: unknown): { plan: Plan; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (code, message, where) => void problems.push({ code, message, where });
  let plan: Plan | undefined;
  try {
    plan = readPlan(typeof json === 'string' ? JSON.parse(json) : json, '$', report) as
      Plan | undefined;
  } catch (error) {
    report('plan-json', `cannot be read: ${String(error)}`, '$');
  }
  return { plan: plan ?? {}, problems };
}

function collect(
  source: unknown,
  read: (key: string, value: unknown) => unknown,
): object | undefined {
  return isRecord(source)
    ? Object.fromEntries(
        Object.keys(source)
          .map((key) => [key, read(key, source[key])] as const)
          .filter(([, value]) => value !== undefined),
      )
    : undefined;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isRecord(value) ? 'an object' : String(JSON.stringify(value)).slice(0, 40);
}
