import fc from 'fast-check';
import { condition } from './conditions.js';

const word = fc.constantFrom('a', 'b-2', 'runner', 'hero:returning', '__proto__');
const id = fc.constantFrom('a', 'b-2', 'c.d', 'runner');
const share = fc.constantFrom(0, 0.05, 0.5, 1);
const some: { requiredKeys: []; noNullPrototype: true } = {
  requiredKeys: [],
  noNullPrototype: true,
};
const dictionary = (item: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc
    .array(fc.tuple(word, item), { maxLength: 2 })
    .map((entries): object => Object.fromEntries(entries) as object);
const words = fc.array(word, { maxLength: 2 });

const segment = fc.record(
  {
    id,
    name: word,
    kind: fc.constantFrom('demographic', 'psychographic'),
    when: condition,
    stick: fc.constantFrom('visit', 'visitor'),
  },
  { requiredKeys: ['id', 'when'], noNullPrototype: true },
);

/** Plans without a mistake, over every field. */
export const plan: fc.Arbitrary<object> = fc.record(
  {
    $schema: word,
    segments: fc.uniqueArray(segment, { selector: (one) => one.id, maxLength: 3 }),
    holdout: fc.oneof(
      share,
      fc.record(
        { share, epoch: fc.oneof(word, fc.nat()) },
        { requiredKeys: ['share'], noNullPrototype: true },
      ),
    ),
    experiments: dictionary(
      fc.record(
        {
          version: fc.nat(),
          until: fc.constant('2027-01-31'),
          winner: word,
          weights: dictionary(fc.constantFrom(0, 1, 2.5)),
          epoch: word,
          namespace: fc.record(
            { id: word, range: fc.constantFrom([0, 1], [0.25, 0.5]) },
            { noNullPrototype: true },
          ),
        },
        some,
      ),
    ),
    goals: fc.array(
      fc.record(
        { id: word, on: fc.constantFrom('click', 'submit'), selector: fc.constant('#signup') },
        { requiredKeys: ['id', 'selector'], noNullPrototype: true },
      ),
      { maxLength: 2 },
    ),
    events: fc.array(
      fc.oneof(
        fc.constantFrom('dataLayer', 'gtag', 'plausible', 'posthog', 'segment', 'matomo'),
        fc.record({ beacon: fc.constant('/collect') }, { noNullPrototype: true }),
      ),
      { maxLength: 2 },
    ),
    views: fc.boolean(),
    privacy: fc.record(
      {
        consent: fc.constantFrom('granted', 'denied', 'pending', 'google', 'tcf', 'gpp'),
        gpc: fc.constantFrom('contextual', 'ignore'),
        retentionDays: fc.constantFrom(1, 30, 365.5),
      },
      some,
    ),
    source: fc.record({ ownHosts: words, ignore: words }, some),
    geo: fc.record({ cookie: word, endpoint: word }, some),
    interests: fc.record({ jsonLd: fc.boolean() }, some),
    traits: fc.record({ dataLayer: words }, some),
    report: fc.record(
      {
        alpha: fc.constantFrom(0.05, 0.5),
        tune: fc.constantFrom(1, 5000),
        weights: dictionary(dictionary(fc.constantFrom(0, 3))),
        holdouts: dictionary(share),
      },
      some,
    ),
    deadline: fc.constantFrom(0, 300, 10_000),
    late: fc.constantFrom('keep', 'offscreen', 'swap'),
    automation: fc.constantFrom('ignore', 'record'),
  },
  some,
);

/** What people write where something else was expected. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1.5, 2, 20_000, 1e13, '', 'x', '2', '(', 'yes'),
  fc.constantFrom<unknown>([], {}, [0.5, 0.5], [1, 0], ['0', '1'], [0, 1, 2], ['x'], [{}], [null]),
  fc.constantFrom<unknown>({ $exists: 1 }, { $regex: '(' }, { $options: 'i' }, { $near: 1 }),
  fc.constantFrom<unknown>({ $not: 1 }, { $elemMatch: {} }, { $regex: 'x', $options: 'ii' }),
  fc.constantFrom<unknown>('2027-1-1', '2027-01-31T10:00', '\u{1d54f}'.repeat(150), 'segment'),
);
const key = fc.constantFrom('id', 'when', 'nmae', '$and', '$options', '$gt', '$exists', 'a', '');

/** A change at a place of a plan: another value, a key less, a key more, an item twice. */
interface Change {
  readonly kind: 'replace' | 'remove' | 'add' | 'repeat';
  readonly at: number;
  readonly key: string;
  readonly value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add', 'repeat'),
  at: fc.nat(200),
  key,
  value: junk,
});

/** Plans with up to three changes, most of them mistakes. */
export const changedPlan: fc.Arbitrary<unknown> = fc
  .tuple(plan, fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([of, changes]) => changes.reduce<unknown>(apply, of));

function apply(root: unknown, { kind, at, key, value }: Change): unknown {
  let steps = at % size(root);
  const visit = (node: unknown): unknown => {
    if (steps-- === 0) {
      if (kind === 'add' && isObject(node))
        return Object.fromEntries([...Object.entries(node), [key, value]]);
      if (kind === 'repeat' && Array.isArray(node)) return [...(node as unknown[]), node[0]];
      return value;
    }
    if (Array.isArray(node)) return node.map(visit);
    if (!isObject(node)) return node;
    const entries = Object.entries(node);
    const removed = kind === 'remove' && steps >= 0 && steps < entries.length ? steps : -1;
    if (removed >= 0) {
      steps = -1;
      return Object.fromEntries(entries.filter((_, index) => index !== removed));
    }
    return Object.fromEntries(entries.map(([name, item]) => [name, visit(item)]));
  };
  return visit(root);
}

function size(node: unknown): number {
  return typeof node === 'object' && node
    ? Object.values(node).reduce<number>((sum, item) => sum + size(item), 1)
    : 1;
}

function isObject(node: unknown): node is object {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
