import { counted } from './words.js';

/** Tells on a terminal how far the work has come, once it has taken more than a second. */
export interface Progress {
  /** Call it often; it looks at the clock only now and then. */
  step(): void;
  done(): void;
}

/**
 * @param what Is done, and with what: `['event', 'read']`.
 * @param every After how many steps it looks at the clock.
 */
export function createProgress(
  out: NodeJS.WriteStream,
  [noun, done]: readonly [noun: string, done: string],
  every = 4096,
): Progress {
  const start = performance.now();
  let [steps, told] = [0, start + 750];
  let isShown = false;
  return {
    step() {
      if (++steps % every || performance.now() - told < 250) return;
      told = performance.now();
      // Without a terminal, lines that overwrite each other would fill a log.
      if (!out.isTTY) return;
      isShown = true;
      out.write(`\r${counted(steps, noun)} ${done} …`);
    },
    done() {
      if (isShown) out.write('\r\x1b[K');
      const seconds = (performance.now() - start) / 1000;
      if (seconds > 1) {
        out.write(`${counted(steps, noun)} ${done} in ${seconds.toFixed(1)} s\n`);
      }
    },
  };
}
