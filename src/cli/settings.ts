/** What the plan says to the report. */
export interface Settings {
  /** Probability of ever calling two equal arms different, over all comparisons together. */
  readonly alpha: number;
  /** Visitors at which intervals are to be tightest. */
  readonly tune: number;
  /** Names of segments for people, by id. */
  readonly segmentNames: ReadonlyMap<string, string>;
  /** By experiment's key. */
  readonly expected: ReadonlyMap<string, ExpectedShares>;
  /** Share of all visitors in the global holdout. */
  readonly globalHoldout: number | undefined;
}

/** In which shares visitors should have come into the arms. */
export interface ExpectedShares {
  /** By name of the variant; equal ones if left out. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly holdout?: number | undefined;
  /** The span of time for which the weights hold; the whole if left out. */
  readonly epoch?: string | undefined;
  /** The version for which they hold; any if left out. */
  readonly version?: string | undefined;
}

/** A plan that cannot serve; its message says where and why. */
export class PlanError extends Error {}

/**
 * Reads from a plan what the report needs, and leaves the rest to the script: `segments[].name`, `holdout`, and for
 * each experiment `weights`, `epoch` and `version`. What stands in the markup alone is told in
 * `report: { alpha, tune, weights: { KEY: { VARIANT: 1 } }, holdouts: { KEY: 0.1 } }`.
 *
 * @throws PlanError
 */
export function readSettings(json: string | undefined): Settings {
  const plan = json === undefined ? {} : parse(json);
  const report = record(plan['report'], '$.report');
  const weights = record(report['weights'], '$.report.weights');
  const holdouts = record(report['holdouts'], '$.report.holdouts');
  const experiments = record(plan['experiments'], '$.experiments');
  const keys = new Set([weights, holdouts, experiments].flatMap(Object.keys));
  const expected = new Map<string, ExpectedShares>();
  for (const key of keys) {
    const at = `[${JSON.stringify(key)}]`;
    const own = record(experiments[key], `$.experiments${at}`);
    expected.set(key, {
      weights:
        shares(own['weights'], `$.experiments${at}.weights`) ??
        shares(weights[key], `$.report.weights${at}`),
      holdout: share(holdouts[key], `$.report.holdouts${at}`),
      epoch: own['weights'] === undefined ? undefined : word(own['epoch']),
      version: word(own['version']),
    });
  }
  const { holdout } = plan;
  return {
    alpha: number(report['alpha'] ?? 0.05, '$.report.alpha', [1e-6, 0.5]),
    tune: number(report['tune'] ?? 5000, '$.report.tune', [1, 1e12]),
    segmentNames: readNames(plan['segments']),
    expected,
    globalHoldout: share(isRecord(holdout) ? holdout['share'] : holdout, '$.holdout'),
  };
}

type Plain = Readonly<Record<string, unknown>>;

function parse(json: string): Plain {
  try {
    return record(JSON.parse(json), '$');
  } catch (error) {
    throw error instanceof PlanError ? error : new PlanError(`is not JSON: ${String(error)}`);
  }
}

function readNames(segments: unknown): Map<string, string> {
  const names = new Map<string, string>();
  for (const segment of Array.isArray(segments) ? (segments as unknown[]) : []) {
    if (!isRecord(segment)) continue;
    const { id, name } = segment;
    if (typeof id === 'string' && typeof name === 'string') names.set(id, name);
  }
  return names;
}

function isRecord(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without a prototype, so that an experiment may have any name. */
function record(value: unknown, where: string): Plain {
  if (value !== undefined && !isRecord(value)) throw new PlanError(`${where} should be an object`);
  return Object.assign(Object.create(null) as object, value);
}

function number(value: unknown, where: string, [min, max]: readonly [number, number]): number {
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new PlanError(`${where} should be a number from ${min} to ${max}`);
}

function share(value: unknown, where: string): number | undefined {
  return value === undefined ? undefined : number(value, where, [0, 1]);
}

function shares(value: unknown, where: string): Record<string, number> | undefined {
  if (value === undefined) return undefined;
  const read = Object.entries(record(value, where)).map(
    ([name, weight]) => [name, number(weight, `${where}.${name}`, [0, 1e12])] as const,
  );
  return Object.fromEntries(read);
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
