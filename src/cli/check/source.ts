import type { Span } from './finding.js';

/** A file's text, and where each character of it stands. */
export interface Source {
  /** For people. */
  readonly file: string;
  readonly text: string;
  locate(at: Span): {
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
  };
}

export function createSource(file: string, content: string): Source {
  // Editors do not count a byte order mark.
  const text = content.replace(/^\uFEFF/, '');
  let starts: number[] | undefined;

  /** Where each line begins; most files have nothing to tell, and never ask. */
  function lineStarts(): readonly number[] {
    if (starts) return starts;
    starts = [0];
    for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
    return starts;
  }

  function place(offset: number): readonly [line: number, column: number] {
    const lines = lineStarts();
    let [low, high] = [0, lines.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - (lines[low] ?? 0) + 1];
  }

  return {
    file,
    text,
    locate({ start, end }) {
      const [line, column] = place(start);
      const [endLine, endColumn] = place(Math.max(start, end));
      return { line, column, endLine, endColumn };
    },
  };
}
