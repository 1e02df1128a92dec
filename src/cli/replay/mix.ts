import { isRecord } from '../../core/signal.js';
import { fitsDomain } from '../../logic/fits-domain.js';
import { domainOf, signalPaths } from '../../logic/signals.js';
import { nearest } from '../nearest.js';
import { UsageError } from '../usage.js';

/** What visitors are made of: for each signal its values, and how many of all visitors have each. */
export type Mix = Readonly<Record<string, readonly Part[]>>;

/** Some visitors: those with one value (`null` for none), or with a whole number from a range. */
export type Part = { readonly weight: number } & (
  { readonly value: unknown } | { readonly from: number; readonly to: number }
);

const parts = (...all: readonly (readonly [value: unknown, weight: number])[]): Part[] =>
  all.map(([value, weight]) => ({ value, weight }));

/** An assumption to begin with, made up in round numbers: no site has just these visitors. */
const usual: Mix = {
  'visits.count': [
    ...parts([1, 62], [2, 14], [3, 7]),
    { from: 4, to: 9, weight: 11 },
    { from: 10, to: 40, weight: 6 },
  ],
  'source.channel': parts(
    ['Organic Search', 38],
    ['Direct', 26],
    ['Paid Search', 8],
    ['Organic Social', 8],
    ['Paid Social', 6],
    ['Referral', 6],
    ['Email', 5],
    ['AI Assistant', 2],
    ['Organic Video', 1],
  ),
  'device.type': parts(['mobile', 58], ['desktop', 39], ['tablet', 3]),
  'geo.country': parts(
    ['US', 40],
    ['DE', 12],
    ['GB', 12],
    ['BR', 8],
    ['FR', 8],
    ['IN', 8],
    ['CA', 6],
    ['JP', 6],
  ),
  'time.weekday': [{ from: 1, to: 7, weight: 100 }],
  'time.hour': [
    { from: 0, to: 6, weight: 10 },
    { from: 7, to: 17, weight: 54 },
    { from: 18, to: 23, weight: 36 },
  ],
  consent: parts(['granted', 100]),
};

/**
 * The usual mix, with the signals of a file in the place of its own.
 *
 * @param json `{ "traits.role": [{ "value": "developer", "weight": 10 }, { "value": null, "weight": 90 }] }`
 * @throws UsageError that says where and why.
 */
export function readMix(json?: string): Mix {
  if (json === undefined) return usual;
  let own: unknown;
  try {
    own = JSON.parse(json);
  } catch (error) {
    throw new UsageError(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(own)) throw new UsageError('should be an object of signals');
  for (const [path, stated] of Object.entries(own)) {
    checkPath(path, Object.keys(own));
    checkParts(path, stated);
  }
  return { ...usual, ...(own as Mix) };
}

function checkPath(path: string, all: readonly string[]): void {
  if (!domainOf(path)) {
    const close = nearest(path, signalPaths);
    throw new UsageError(
      `there is no signal "${path}"${close ? `, did you mean "${close}"?` : ''}`,
    );
  }
  const inside = all.find((other) => other.startsWith(`${path}.`));
  const isGroup = path !== 'consent' && !path.includes('.');
  if (inside !== undefined || isGroup) {
    throw new UsageError(`"${path}" holds others: state ${inside ?? 'those'} alone`);
  }
}

function checkParts(path: string, stated: unknown): void {
  if (!Array.isArray(stated) || !stated.length) {
    throw new UsageError(`"${path}" should be a list of values with their weights`);
  }
  let total = 0;
  for (const [index, part] of (stated as unknown[]).entries()) {
    const where = `"${path}"[${index}]`;
    const weight = isRecord(part) ? part['weight'] : undefined;
    if (!isRecord(part) || !(typeof weight === 'number' && weight >= 0 && weight < Infinity)) {
      throw new UsageError(`${where} needs a "weight", a number from 0`);
    }
    total += weight;
    checkValues(part, where, path);
  }
  if (total <= 0) throw new UsageError(`"${path}" has no weight above 0`);
}

function checkValues(part: Readonly<Record<string, unknown>>, where: string, path: string): void {
  const { value, from, to } = part;
  const isRange = 'from' in part || 'to' in part;
  if (isRange === 'value' in part) {
    throw new UsageError(`${where} needs a "value", or "from" and "to"`);
  }
  const isWhole = Number.isSafeInteger(from) && Number.isSafeInteger(to);
  if (isRange && !(isWhole && Number(from) <= Number(to))) {
    throw new UsageError(`${where} should go from a whole number to one that is not less`);
  }
  const domain = domainOf(path);
  for (const one of isRange ? [from, to] : [value]) {
    if (one !== null && domain && !fitsDomain(one, domain)) {
      throw new UsageError(
        `${where} should be ${domain.description}, found ${JSON.stringify(one)}`,
      );
    }
  }
}
