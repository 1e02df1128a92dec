/** How files begin, read as UTF-8, that hold no lines of text; and what to do. */
const foreign: readonly (readonly [start: RegExp, why: string])[] = [
  // eslint-disable-next-line no-control-regex
  [/^\u001f\ufffd/, 'compressed: unpack it first, zcat FILE | tailorbird COMMAND -'],
  // eslint-disable-next-line no-control-regex
  [/^PK\u0003\u0004/, 'compressed: unpack it first'],
  [/^\ufffd\ufffd/, 'UTF-16: save it as UTF-8'],
  [/^\s*\[/, 'a JSON list: write one object a line, jq -c ".[]" FILE'],
];

/** Why a file with this first line has nothing to read, if it begins like one. */
export function whyForeign(firstLine: string, command: string): string | undefined {
  const why = foreign.find(([start]) => start.test(firstLine))?.[1];
  return why?.replace('COMMAND', command);
}
