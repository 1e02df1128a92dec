import type { Verdict } from '../stats/compare.js';
import type { ArmKind } from './event.js';

/** What the command prints, in a form for programs (`--json`). Shares and lifts are fractions of 1. */
export interface Report {
  readonly report: 1;
  readonly events: EventSummary;
  readonly alpha: number;
  readonly tune: number;
  /** How many comparisons the p-values are corrected for. */
  readonly comparisons: number;
  readonly reach: Reach;
  readonly experiments: readonly ExperimentReport[];
}

export interface EventSummary {
  /** Times are ISO 8601 texts. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly exposures: number;
  readonly goals: number;
  readonly views: number;
  readonly duplicates: number;
  readonly badLines: number;
  /** The first of them. */
  readonly bad: readonly BadLine[];
}

export interface BadLine {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** Who saw what, of those who were exposed to an experiment: nobody else makes events. A visitor whose segment changes is counted in each. */
export interface Reach extends Sights {
  readonly segments: readonly (Sights & {
    readonly segment: string;
    readonly name: string;
    /** Of all these visitors. */
    readonly share: number;
  })[];
}

export interface Sights {
  readonly visitors: number;
  /** Visitors who saw a variant, and who saw a default; some saw both. */
  readonly variant: number;
  readonly default: number;
}

export interface ExperimentReport {
  readonly experiment: string;
  readonly version: string;
  readonly visitors: number;
  /** Left out: seen in several arms. */
  readonly several: number;
  /** Changed arms when the shares were changed; counted where they began. */
  readonly moved: number;
  readonly epochs: readonly string[];
  readonly arms: readonly ArmReport[];
  readonly sampleRatio: SampleRatio;
  readonly results: readonly Result[];
}

export interface ArmReport {
  readonly arm: ArmKind;
  readonly variant: string;
  readonly visitors: number;
  readonly viewed: number;
}

export interface SampleRatio {
  /** `undefined` if nothing could be checked. */
  readonly p: number | undefined;
  readonly alarm: boolean;
  /** In plain words. */
  readonly text: string;
}

/** One goal in one segment, or in all. */
export interface Result {
  /** `undefined` for all segments together. */
  readonly segment: string | undefined;
  /** The segment's name for people. */
  readonly name: string;
  readonly goal: string;
  readonly arms: readonly ArmResult[];
  readonly comparisons: readonly ComparedArms[];
}

export interface ArmResult {
  readonly arm: ArmKind;
  readonly variant: string;
  readonly visitors: number;
  readonly conversions: number;
  readonly rate: number;
  /** Mean value per visitor, if the goal has values. */
  readonly value: number | undefined;
}

export interface ComparedArms {
  readonly of: 'rate' | 'value';
  readonly treatment: Pick<ArmResult, 'arm' | 'variant'>;
  readonly against: Pick<ArmResult, 'arm' | 'variant'>;
  readonly lift: number | undefined;
  /** Always valid, for this comparison alone. */
  readonly interval: readonly [low: number, high: number] | undefined;
  /** Always valid, for this comparison alone. */
  readonly p: number;
  /** Corrected for all comparisons of the report. */
  readonly corrected: number;
  /** After correction. */
  readonly verdict: Verdict;
  readonly more: number | undefined;
}
