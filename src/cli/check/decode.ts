/** How much is looked at to tell a text. */
const SAMPLE = 8000;

/** The text of a file; `undefined` for one that is no text. */
export function decodeText(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return bytes.subarray(0, SAMPLE).includes(0) ? undefined : bytes.toString('utf8');
}
