/** One sample takes at least so long, in milliseconds, so that the clock's steps do not matter. */
const SAMPLE = 20;
/** Until the compiler has seen what it needs. */
const WARM_UP = 300;

/** Milliseconds of processor time that this process has used: what other programs do is not in it. */
function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Times functions in turns (A B C A B C …): what else the machine does is then shared by all.
 *
 * @param {readonly (() => unknown)[]} runs
 * @param {number} samples
 * @returns {number[][]} Milliseconds of one call, a row for each function.
 */
export function timeInTurns(runs, samples) {
  const repeats = runs.map((run) => {
    repeatFor(run, WARM_UP);
    return repeatFor(run, SAMPLE);
  });
  const rows = runs.map(() => []);
  for (let sample = 0; sample < samples; sample++) {
    runs.forEach((run, index) => {
      const start = processorTime();
      for (let count = 0; count < repeats[index]; count++) run();
      rows[index].push((processorTime() - start) / repeats[index]);
    });
  }
  return rows;
}

function repeatFor(run, milliseconds) {
  let count = 0;
  const end = processorTime() + milliseconds;
  do {
    run();
    count++;
  } while (processorTime() < end);
  return count;
}
