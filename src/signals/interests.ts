import { pending } from '../core/signal.js';
import { scoreAt } from '../visitor/interests.js';
import type { SignalContext } from './context.js';

/** Two page views on a topic within some days, at the usual weight of 1, begin to say something. */
const MINIMUM = 1.5;
/** A topic is above the others when it has come to half as much again as the next. */
const MARGIN = 1.5;

/**
 * `interests.*`: each topic's `share` of all interest shown (0 to 1, two decimals), and the `top` one if there is
 * one: it must have come to 1.5 and lead the next by half. Decay is reckoned here, when read.
 */
export function readInterests({ record, now }: SignalContext): object | typeof pending {
  const known = record();
  if (known === pending) return pending;
  const scores = Object.entries(known?.interests ?? {})
    .map(([topic, interest]) => [topic, scoreAt(interest, now())] as const)
    .filter(([, score]) => score > 0)
    .sort(([, one], [, other]) => other - one);
  const total = scores.reduce((sum, [, score]) => sum + score, 0);
  const [[top, best] = ['', 0], [, next] = ['', 0]] = scores;
  return {
    top: best >= MINIMUM && best >= next * MARGIN ? top : undefined,
    share: Object.fromEntries(
      scores.map(([topic, score]) => [topic, Math.round((score / total) * 100) / 100]),
    ),
  };
}
