import type { Assignment, Experiment, Visitor } from '../types.js';
import { chooseArm } from './experiment.js';
import { hash } from './hash.js';
import { isText } from './signal.js';

/** Variants of one audience, among which a visitor is drawn. */
export interface Draw {
  /** `block:audience`. */
  readonly key: string;
  readonly settings: Experiment;
  /** The variants by name, in document order. */
  readonly names: readonly string[];
  /** Their own weights; the plan's go before them. */
  readonly weights: readonly number[];
  /** Share (0 to 1) of visitors who are not held out. */
  readonly coverage: number;
  readonly visitor: Visitor;
}

/**
 * Draws a visitor's arm. Who has been drawn before stays there, whatever has become of weights and shares since.
 *
 * @returns Index of the variant (-1: held out), and where the visitor stands in the experiment; without a stored id, outside the
 * namespace, or where every weight is 0 they are in none, and get the first variant.
 */
export function draw({ key, settings, names, weights: own, coverage, visitor }: Draw): {
  readonly arm: number;
  readonly experiment?: Assignment;
} {
  const { version = 1, epoch, namespace } = settings;
  const { id } = visitor;
  // A variant may be called `constructor`, of which every object has something that is no weight.
  const weights = names.map(
    (name, index) => [settings.weights?.[name], own[index]].find(Number.isFinite) ?? 1,
  );
  if (!isText(id) || !weights.some((weight) => weight > 0)) return { arm: 0 };
  if (namespace) {
    const place = hash(`namespace:${namespace.id}`, id);
    const [from, to] = namespace.range;
    if (place < from || place >= to) return { arm: 0 };
  }
  const kept = visitor.arms?.[armKey(key, version)]?.variant;
  const drawn = chooseArm({ seed: `exp:${key}:${version}`, id, weights, coverage });
  // Of two that have the same name it is the one that was drawn.
  let arm = kept === names[drawn] ? drawn : names.indexOf(kept ?? HELD_OUT);
  if (arm < 0 && (kept !== HELD_OUT || coverage === 1)) arm = drawn;
  return {
    arm,
    experiment: {
      key,
      version,
      arm: arm < 0 ? 'holdout' : arm > 0 || names.length < 2 ? 'treatment' : 'control',
      ...(epoch && { epoch }),
    },
  };
}

/** What is kept of an arm in the record: the variant's name, or this. */
export const HELD_OUT = '';

export function armKey(experiment: string, version: string | number): string {
  return `${experiment}:${version}`;
}
