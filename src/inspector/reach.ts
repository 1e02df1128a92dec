import { parseAudience } from '../core/audience.js';
import { any } from '../logic/formula.js';
import { createSegments } from '../logic/from-audience.js';
import { createProver } from '../logic/prover.js';
import type { Block, Plan } from '../types.js';

/** The names of a block's audiences that nobody can get to see: they contradict themselves, or earlier ones take everybody. */
export function unreachable({ variants }: Block, plan: Plan): ReadonlySet<string> {
  const segments = createSegments(plan);
  const prover = createProver();
  const formulas = variants.map(({ audience }) => segments.audience(parseAudience(audience)));
  return new Set(
    variants.flatMap(({ audience }, index) => {
      const formula = formulas[index];
      if (formula === undefined) return [];
      const earlier = formulas.slice(
        0,
        variants.findIndex((other) => other.audience === audience),
      );
      const isSeen = prover.isPossible(formula) && !prover.implies(formula, any(earlier));
      return isSeen ? [] : [audience];
    }),
  );
}
