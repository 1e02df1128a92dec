import { readFileSync } from 'node:fs';
import { createProgress } from '../progress.js';
import { isFile, readAll, UsageError, type Streams } from '../usage.js';
import { counted } from '../words.js';
import { createChecker, type Checker } from './check-pages.js';
import { decodeText } from './decode.js';
import { findFiles } from './find-files.js';
import { sayNoPage } from './no-page.js';
import { renderJson } from './render-json.js';
import { renderSarif } from './render-sarif.js';
import { renderText } from './render-text.js';

export interface CheckOptions {
  readonly plan?: string;
  readonly format: 'text' | 'json' | 'sarif';
  readonly maxWarnings?: number;
  readonly quiet?: boolean;
}

/** How the standard input is called. */
const STDIN = '<stdin>';

/**
 * Checks files (`-` is the standard input) and prints what was found.
 *
 * @returns Exit code: 0, or 1 for errors or for more warnings than allowed.
 * @throws UsageError
 */
export async function runCheck(
  patterns: readonly string[],
  { plan, format, maxWarnings = Infinity, quiet }: CheckOptions,
  { stdin, stdout, stderr, colors, version }: Streams & { readonly version: string },
): Promise<0 | 1> {
  if (plan !== undefined && !isFile(plan)) throw new UsageError(`there is no plan ${plan}`);
  const files = await findFiles(patterns);
  const checker = createChecker({ plan, now: Date.now() });
  const progress = createProgress(stderr, ['page', 'read'], 16);
  let skipped = 0;
  for (const file of files) {
    const text = decodeText(file === '-' ? await readAll(stdin) : readFileSync(file));
    const fault = text === undefined ? `${file} is no text` : sayNoPage(file, text);
    // Of many files one may be something else; what was named is meant.
    if (fault !== undefined && patterns.includes(file)) throw new UsageError(fault);
    if (text === undefined || fault !== undefined) skipped++;
    else add(checker, file === '-' ? STDIN : file, text);
    progress.step();
  }
  progress.done();
  const result = checker.finish();
  if (skipped)
    stderr.write(
      `${counted(skipped, 'file')} left out, being no ${skipped > 1 ? 'pages' : 'page'}.\n`,
    );
  const shown = quiet
    ? { ...result, findings: result.findings.filter(({ severity }) => severity === 'error') }
    : result;
  const width = stdout.isTTY ? Math.max(40, stdout.columns || 80) : undefined;
  stdout.write(
    format === 'json'
      ? renderJson(shown)
      : format === 'sarif'
        ? renderSarif(shown, version)
        : renderText(shown, { colors, width }),
  );
  return result.counts.error || result.counts.warning > maxWarnings ? 1 : 0;
}

/** Calls within calls have an end; no page and no plan that somebody wrote comes near it. */
function add(checker: Checker, file: string, text: string): void {
  try {
    checker.add(file, text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`${file}, or its plan, is nested too deep to be read`);
  }
}
