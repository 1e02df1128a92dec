import { readEvent, type Event } from './event.js';
import { whyForeign } from './foreign.js';
import { csvReader, readJsonLine, type ReadLine } from './formats.js';
import { eachLine, LONGEST_LINE } from './lines.js';

/** Where the events of a file go. */
export interface Sink {
  event(event: Event): void;
  bad(line: number, why: string): void;
}

/** Reads events from newline-delimited JSON, or from CSV: its first line names the columns. */
export async function readEvents(chunks: AsyncIterable<string>, sink: Sink): Promise<void> {
  let read: ReadLine | undefined;
  await eachLine(chunks, (text, line) => {
    if (text === undefined) {
      sink.bad(line, `longer than ${LONGEST_LINE.toLocaleString('en')} characters`);
      return;
    }
    if (!read) {
      const header = text.replace(/^\uFEFF/, '');
      if (header.trim() === '') return;
      read = csvReader(header);
      if (read) return;
      text = header;
      read = readJsonLine;
      const why = whyForeign(header, 'report');
      if (why) return sink.bad(line, why);
    }
    const fields = read(text);
    const event = typeof fields === 'function' ? readEvent(fields) : fields;
    if (typeof event === 'string') sink.bad(line, event);
    else if (event) sink.event(event);
  });
}
