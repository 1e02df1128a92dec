/**
 * What kind of fault it is, so that a smaller page that fails for another reason is not taken for the same: without
 * numbers, without when it was noticed, and of two views no more than where they part.
 *
 * @example kindOf('loaded: w12 could be read in frame 3') // 'w could be read in frame'
 */
export function kindOf(fault: string): string {
  return fault
    .replace(/^[\w ]+: /, '')
    .replace(/expected .*?⟶ (\S*).*?; found .*?⟶ (\S*).*/s, 'shows $2, not $1')
    .replace(/(shown|name)=\S*/g, '$1')
    .replace(/\d+/g, '')
    .slice(0, 80);
}
