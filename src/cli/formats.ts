import Papa from 'papaparse';
import type { Fields } from './event.js';

/** Reads one line: its fields, a sentence that says what is wrong with it, or `undefined` for one that holds nothing. */
export type ReadLine = (text: string) => Fields | string | undefined;

/** One JSON object. */
export const readJsonLine: ReadLine = (text) => {
  if (text.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'not a JSON object';
  }
  const record = value as Readonly<Record<string, unknown>>;
  return (name) => (Object.hasOwn(record, name) ? record[name] : undefined);
};

/**
 * The reader for CSV with this first line; `undefined` if the line names no columns `type` and `visitor`.
 *
 * Fields may be quoted (RFC 4180) but not run over several lines: no field of an event does, and so
 * a quote that is never closed spoils one line, not the rest of the file.
 */
export function csvReader(header: string): ReadLine | undefined {
  for (const delimiter of [',', ';', '\t']) {
    const columns = cells(header, delimiter);
    if (typeof columns === 'string') continue;
    const places = new Map(columns.map((name, index) => [name.trim(), index]));
    if (places.has('type') && places.has('visitor')) {
      return (text) => {
        if (text.trim() === '') return undefined;
        const values = cells(text, delimiter);
        if (typeof values === 'string') return values;
        return values.length === columns.length
          ? (name) => values[places.get(name) ?? -1]
          : `${values.length} columns instead of ${columns.length}`;
      };
    }
  }
  return undefined;
}

function cells(text: string, delimiter: string): readonly string[] | string {
  const line = text.replace(/\r$/, '');
  // Without quotes there is nothing to parse; it is twenty times as fast.
  if (!line.includes('"')) return line.split(delimiter);
  const { data, errors } = Papa.parse<string[]>(line, { delimiter, newline: '\n' });
  return errors[0] ? errors[0].message : (data[0] ?? []);
}
