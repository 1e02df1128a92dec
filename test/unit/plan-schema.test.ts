import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planSchema } from '../../scripts/schema.mjs';
import { readSettings } from '../../src/cli/settings.js';
import { parsePlan } from '../../src/core.js';
import { changedPlan, plan } from './core/arbitraries/plans.js';
import { readVectors } from './core/vectors.js';
import { differences } from './plan-schema-differences.js';

interface Node {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly definitions?: Readonly<Record<string, Node>>;
  readonly [keyword: string]: unknown;
}

const text = readFileSync(new URL('../../dist/plan.schema.json', import.meta.url), 'utf8');
const schema = JSON.parse(text) as Node;
const validate = new Ajv({ strictTypes: false }).compile(schema);
/** Whether the schema has nothing to say, and whether the reader has. */
const passes = (of: unknown): readonly [schema: boolean, reader: boolean] => [
  validate(of),
  parsePlan(JSON.stringify(of)).problems.length === 0,
];
const withoutDifferences = (of: unknown): unknown =>
  differences.reduce((rest, { remove }) => remove(rest), of);

describe('plan.schema.json', () => {
  test('is what the types say', () => {
    expect(planSchema()).toBe(text);
  });

  test('describes every property, and allows no other', () => {
    const missing: string[] = [];
    const open: string[] = [];
    const visit = (node: unknown, where: string): void => {
      if (typeof node !== 'object' || !node) return;
      const { properties, additionalProperties } = node as Node;
      for (const [name, property] of Object.entries(properties ?? {})) {
        const described = property.$ref ? (follow(property.$ref).description ?? '') : '';
        if (!(property.description ?? described)) missing.push(`${where}.${name}`);
      }
      if (properties && additionalProperties !== false) open.push(where);
      for (const [key, part] of Object.entries(node)) visit(part, `${where}/${key}`);
    };
    visit(schema, '#');
    expect(missing).toEqual([]);
    // Beside operators, any path of a signal.
    expect(open).toEqual(['#/definitions/Condition']);
  });

  test.each(['vectors', 'generated'])('accepts plans without a mistake: %s', (from) => {
    if (from === 'generated') {
      fc.assert(
        fc.property(plan, (of) => {
          expect(passes(json(of))).toEqual([true, true]);
        }),
        { numRuns: 2000 },
      );
    } else {
      const right = cases().filter(({ problems }) => problems.length === 0);
      expect(right.length).toBeGreaterThan(10);
      for (const { name, plan: of } of right) expect([name, validate(of)]).toEqual([name, true]);
    }
  });

  test.each([
    [{ late: 'swop' }, '/late'],
    [{ deadlin: 300 }, ''],
    [{ segments: [{ id: 'two words', when: {} }] }, '/segments/0/id'],
    [{ segments: [{ id: 'a' }] }, '/segments/0'],
    [
      { segments: [{ id: 'a', when: { 'visits.count': { $gte: 3, $near: 1 } } }] },
      '/segments/0/when/visits.count',
    ],
    [{ segments: [{ id: 'a', when: { $ro: [{ x: 1 }] } }] }, '/segments/0/when'],
    [{ holdout: 5 }, '/holdout'],
    [{ experiments: { 'hero:new': { until: 'May' } } }, '/experiments/hero:new/until'],
    [{ goals: [{ id: 'signup' }] }, '/goals/0'],
    [{ privacy: { retentionDays: 0 } }, '/privacy/retentionDays'],
  ])('points an editor at the mistake in %j', (of, place) => {
    expect(validate(of)).toBe(false);
    expect(validate.errors!.map(({ instancePath }) => instancePath)).toContain(place);
  });

  test('finds the mistakes that the reader of plans finds, and no other', () => {
    let [right, wrong] = [0, 0];
    const agree = (of: unknown): void => {
      const [bySchema, byReader] = passes(withoutDifferences(of));
      if (bySchema) right++;
      else wrong++;
      expect({ bySchema, byReader, of }).toEqual({ bySchema, byReader: bySchema, of });
    };
    for (const { plan: of } of cases()) agree(of);
    fc.assert(
      fc.property(changedPlan, (of) => agree(json(of))),
      { numRuns: 20_000 },
    );
    // Neither side of the comparison may be empty.
    expect(right).toBeGreaterThan(2000);
    expect(wrong).toBeGreaterThan(8000);
  });

  describe.each(differences)('differs: $name', ({ example, finds, remove }) => {
    test('really', () => {
      const [bySchema, byReader] = passes(example);
      expect({ bySchema, byReader }).toEqual({
        bySchema: finds !== 'schema',
        byReader: finds !== 'reader',
      });
      expect(passes(remove(example))).toEqual([true, true]);
    });
  });

  test('what the reader leaves alone under "report", the report refuses', () => {
    const { example } = differences.find(({ name }) => name.includes('report'))!;
    expect(() => readSettings(JSON.stringify(example))).toThrow('$.report.alpha');
  });
});

function cases(): { name: string; plan: unknown; problems: readonly unknown[] }[] {
  return readVectors<{ cases: { name: string; plan: unknown; problems: unknown[] }[] }>(
    'plans.json',
  ).cases.filter((one) => 'plan' in one);
}

function follow(ref: string): Node {
  return schema.definitions![ref.replace('#/definitions/', '')]!;
}

/** As it comes out of a file. */
function json(of: unknown): unknown {
  return JSON.parse(JSON.stringify(of));
}
