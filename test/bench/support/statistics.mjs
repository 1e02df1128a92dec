/** @param {readonly number[]} values @param {number} share 0.5 is the median. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * A median with its spread: half of all values lie between `low` and `high`.
 *
 * @param {readonly (number | undefined)[]} values
 */
export function summarise(values) {
  const known = values.filter((value) => value !== undefined);
  if (!known.length) return undefined;
  return {
    median: median(known),
    low: quantile(known, 0.25),
    high: quantile(known, 0.75),
    max: Math.max(...known),
    count: known.length,
  };
}

/**
 * How cost grows with size: 1 is linear, 2 quadratic. The slope of the line through the logarithms, by least squares.
 *
 * @param {readonly { size: number, cost: number }[]} points
 */
export function growthExponent(points) {
  const logs = points.map(({ size, cost }) => [Math.log(size), Math.log(cost)]);
  const mean = (index) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const slope = (point) => (point[0] - x) * (point[1] - y);
  const width = (point) => (point[0] - x) ** 2;
  const sum = (of) => logs.reduce((total, point) => total + of(point), 0);
  return sum(slope) / sum(width);
}
