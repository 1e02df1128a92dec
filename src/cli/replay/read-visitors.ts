import { whyForeign } from '../foreign.js';
import { eachLine, LONGEST_LINE } from '../lines.js';
import type { LineReader, Replayed } from './visitor-line.js';

/** Where the visitors of a file go. */
export interface VisitorSink {
  visitor(visitor: Replayed): void;
  bad(line: number, why: string): void;
}

/** Reads visitors from newline-delimited JSON, one after the other. */
export async function readVisitors(
  chunks: AsyncIterable<string>,
  reader: LineReader,
  sink: VisitorSink,
): Promise<void> {
  await eachLine(chunks, (text, line) => {
    if (text === undefined) {
      return sink.bad(line, `longer than ${LONGEST_LINE.toLocaleString('en')} characters`);
    }
    const own = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    const why = line === 1 ? whyForeign(own, 'replay') : undefined;
    const visitor = why ?? reader.read(own);
    if (typeof visitor === 'string') sink.bad(line, visitor);
    else if (visitor) sink.visitor(visitor);
  });
}
