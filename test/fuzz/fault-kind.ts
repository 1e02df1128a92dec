/**
 * What kind of fault it is, so that a smaller page that fails for another reason is not taken for the same: its first
 * words, without numbers and without what stood around.
 *
 * @example kindOf('loaded: w12 could be read in frame 3') // 'loaded: w could be read in frame'
 */
export function kindOf(fault: string): string {
  return fault
    .replace(/expected .*/s, 'something else is shown')
    .replace(/^(at the end|stopped|loaded): (\[tailorbird\]|uncaught|settled|unhandled)/, '$2')
    .replace(/\d+/g, '')
    .slice(0, 80);
}
