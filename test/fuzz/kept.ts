import { readdirSync, readFileSync } from 'node:fs';
import type { KeptPage } from './page.js';

const folder = new URL('pages/', import.meta.url);

/** Pages on which something was once wrong, by name. */
export function keptPages(): Readonly<Record<string, KeptPage>> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      name.replace('.json', '').replaceAll('-', ' '),
      JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as KeptPage,
    ]),
  );
}
