import { readFileSync } from 'node:fs';
import { decodeText } from '../check/decode.js';
import { isPage } from '../check/find-files.js';
import { readPage, type Page } from '../check/page.js';
import { createSource } from '../check/source.js';
import { isFile, UsageError } from '../usage.js';

/** What the command line names. */
export interface Inputs {
  /** Files of visitors. */
  readonly visitors: readonly string[];
  readonly page: Page | undefined;
}

/**
 * Tells files of visitors from pages, by their endings.
 *
 * @throws UsageError
 */
export function readInputs(files: readonly string[], synthesize: number | undefined): Inputs {
  const pages = files.filter(isPage);
  const visitors = files.filter((file) => !isPage(file));
  for (const file of files) {
    if (file !== '-' && !isFile(file)) throw new UsageError(`there is no file ${file}`);
  }
  const [page, second] = pages;
  if (second !== undefined) throw new UsageError(`one page at a time, not ${pages.join(' and ')}`);
  if (synthesize === undefined && !visitors.length) {
    throw new UsageError('name a file of visitors, or make some up: --synthesize 10000');
  }
  if (synthesize !== undefined && visitors[0] !== undefined) {
    throw new UsageError(`either visitors of ${visitors[0]} or --synthesize`);
  }
  return { visitors, page: page === undefined ? undefined : openPage(page) };
}

function openPage(file: string): Page {
  const text = decodeText(readFileSync(file));
  if (text === undefined) throw new UsageError(`${file} is no text`);
  try {
    return readPage(createSource(file, text));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${file} is nested too deep to be read`);
  }
}
