/**
 * Whether a text holds an e-mail address, whatever stands around it, also as addresses of pages encode it: never stored.
 *
 * `%40` is read as `@` beforehand: as another way to begin, of which a text may have thousands up to the next `@`, it would
 * make the time grow with the square of the length.
 */
export function hasEmailAddress(text: string): boolean {
  return /[^\s@]@+[^\s@]+\.[^\s@]/.test(text.replace(/%40/g, '@'));
}
