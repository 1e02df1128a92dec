/** Coefficients of Lanczos' approximation with g = 7: https://www.numericana.com/answer/info/godfrey.htm */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
export function lnGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  let sum = 0;
  for (const [k, coefficient] of lanczos.entries()) sum += coefficient / (k ? x - 1 + k : 1);
  const t = x + 6.5;
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * The regularized upper incomplete gamma function Q(a, x): the tail of χ² with `2a` degrees of freedom beyond `2x`.
 *
 * Below x = a + 1 the series for its complement converges fast, above it the continued fraction does
 * (NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2).
 *
 * @returns From 0 to 1; good to about 13 digits.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  const factor = Math.exp(a * Math.log(x) - x - lnGamma(a));
  return x < a + 1 ? 1 - (factor * series(a, x)) / a : factor * fraction(a, x);
}

function series(a: number, x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** Lentz's method. The smallest step away from zero keeps a denominator from vanishing. */
function fraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let k = 1, step = 0; Math.abs(step - 1) > 1e-16 && k < 10_000; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    step = c * d;
    value *= step;
  }
  return value;
}
