/*
 * Signals of a made-up visitor as a text for an address: `z` and raw DEFLATE (RFC 1951) or `j` and plain JSON, whichever
 * is shorter, in base64url (RFC 4648, section 5).
 */

/** Characters of JSON; thousands of signals. What unpacks to more has not been packed here. */
const LONGEST = 65_536;

export async function pack(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const packed = await convert(bytes, () => new CompressionStream('deflate-raw'));
  return packed && packed.length < bytes.length ? `z${toText(packed)}` : `j${toText(bytes)}`;
}

/** @returns `undefined` for what was not made by {@link pack}. */
export async function unpack(text: string): Promise<unknown> {
  if (text.length > LONGEST) return undefined;
  try {
    const bytes = toBytes(text.slice(1));
    const plain =
      text[0] === 'z' ? await convert(bytes, () => new DecompressionStream('deflate-raw')) : bytes;
    return plain && JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return undefined;
  }
}

/** @returns `undefined` where the browser knows no such stream (Safari before 16.4), or too much comes out of it. */
async function convert(
  bytes: Uint8Array<ArrayBuffer>,
  create: () => GenericTransformStream,
): Promise<Uint8Array | undefined> {
  let stream: GenericTransformStream;
  try {
    stream = create();
  } catch {
    return undefined;
  }
  const reader = (new Blob([bytes]).stream() as ReadableStream)
    .pipeThrough(stream as ReadableWritablePair<Uint8Array>)
    .getReader();
  const result: number[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(result);
    for (const byte of value) result.push(byte);
    if (result.length > LONGEST) return void (await reader.cancel());
  }
}

function toText(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
