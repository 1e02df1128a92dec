import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv-draft-04';
import { expect, test } from 'vitest';
import { renderSarif } from '../../../../src/cli/check/render-sarif.js';
import { check } from './checking.js';

const folder = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
const schema = JSON.parse(
  readFileSync(folder.replace(/package\.json$/, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;
const mistakes = readFileSync(new URL('../../../check/mistakes.html', import.meta.url), 'utf8');

/** Addresses and dates are looked at by tests of their own. */
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  schema,
);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

function sarif(files: Readonly<Record<string, string>>): Log {
  return JSON.parse(renderSarif(check(files), '1.2.3')) as Log;
}

test('is valid by the schema of SARIF 2.1.0', () => {
  for (const files of [{ 'a.html': mistakes }, { 'a.html': '' }]) {
    validate(sarif(files));
    expect(validate.errors).toBeNull();
  }
  expect(validate({ version: '2.1.0', runs: [{ results: [{}] }] })).toBe(false);
});

test('each result names its rule and its place', () => {
  const [run] = sarif({ 'a folder/größe.html': mistakes }).runs;
  expect(run!.results.length).toBeGreaterThan(25);
  for (const { ruleId, ruleIndex, level, locations } of run!.results) {
    expect(run!.tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
    expect(['error', 'warning', 'note']).toContain(level);
    const { artifactLocation, region } = locations[0]!.physicalLocation;
    expect(artifactLocation.uri).toBe('a%20folder/gr%C3%B6%C3%9Fe.html');
    expect(region.startLine).toBeGreaterThan(0);
  }
});
