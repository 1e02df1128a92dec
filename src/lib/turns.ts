/** What waits for its turn while something else has it. */
let waiting: (() => void)[] | undefined;

/** A page that answers each answer is served at once so often, then later: it must not hang. */
const MAX_ROUNDS = 4;

/**
 * Runs one after the other what must not be interrupted. Listeners, scripts and custom elements of the page run in the
 * midst of a change to it, and may ask for the next change there: that has its turn when the first is done.
 */
export function inTurn(run: () => void): void {
  if (waiting) return void waiting.push(run);
  waiting = [run];
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      for (const each of waiting.splice(0)) each();
    }
  } finally {
    const late = waiting;
    waiting = undefined;
    for (const each of late) setTimeout(() => inTurn(each));
  }
}
