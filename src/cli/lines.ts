/** The longest line that can be an event; a file without line ends must not fill the memory. */
export const LONGEST_LINE = 100_000;

/** Receives each line without its end; `undefined` for one that is too long. */
export type TakeLine = (text: string | undefined, line: number) => void;

/** Cuts a stream of text into lines, numbered from 1. */
export async function eachLine(chunks: AsyncIterable<string>, take: TakeLine): Promise<void> {
  let line = 0;
  let rest = '';
  let isTooLong = false;

  function end(text: string): void {
    take(isTooLong || text.length > LONGEST_LINE ? undefined : text, ++line);
    isTooLong = false;
  }

  for await (const chunk of chunks) {
    let start = 0;
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', start)) {
      end(rest + chunk.slice(start, at));
      rest = '';
      start = at + 1;
    }
    rest += chunk.slice(start);
    if (rest.length > LONGEST_LINE) {
      isTooLong = true;
      rest = '';
    }
  }
  if (rest !== '' || isTooLong) end(rest);
}
