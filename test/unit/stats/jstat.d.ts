/** The few functions of jStat that tests compare with; the package has no types. */
declare module 'jstat' {
  export const jStat: {
    gammaln(x: number): number;
    chisquare: { cdf(x: number, degrees: number): number };
    normal: { inv(p: number, mean: number, deviation: number): number };
    beta: { cdf(x: number, a: number, b: number): number };
  };
}
