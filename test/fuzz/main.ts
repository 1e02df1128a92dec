import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findBrowsers } from '../../scripts/browsers.mjs';
import { candidates } from '../browser/support/candidates.js';
import { kindOf } from './fault-kind.js';
import { makePage } from './generate/index.js';
import { findMutant, mutants } from './mutants.js';
import type { FuzzPage, FuzzReport, KeptPage } from './page.js';
import { renderPage } from './render.js';
import { openFuzzer, type Fuzzer } from './run.js';
import { search, type Failure, type SearchResult } from './search.js';
import { shrink } from './shrink.js';

const help = `npm run fuzz -- [options]

Visits pages that are made up at random in Chromium, and looks whether every promise holds on them.

  --pages N      how many (2,000)
  --seed S       the first page's number; page N is the same in every run (1)
  --failures K   stop after so many failures (10)
  --seconds T    stop after so many seconds
  --no-shrink    leave the failing pages as large as they are
  --show         print the HTML of the page of --seed, or of --file, and end
  --mutants      put faults into the script on purpose, and see how many pages it takes to find each
  --evidence     write down what came of it, for docs/reliability.md (test/fuzz/evidence.json)
  --file FILE    visit a kept page, so many times as --pages says
`;

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    failures: { type: 'string', default: '10' },
    seconds: { type: 'string', default: 'Infinity' },
    'no-shrink': { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
    file: { type: 'string' },
    evidence: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed);
const kept = values.file === undefined ? undefined : readKept(values.file);

function readKept(file: string): FuzzPage {
  return (JSON.parse(readFileSync(file, 'utf8')) as KeptPage).page;
}

/** Leaves a failing page, small, where a regression would stand: its story is for the one who mends it to write. */
async function keep(fuzzer: Fuzzer, failure: Failure): Promise<void> {
  const kind = kindOf(failure.faults[0] ?? '');
  const isSame = async (page: FuzzPage): Promise<boolean> =>
    (await fuzzer.visit(page)).faults.some((fault) => kindOf(fault) === kind);
  const page = values['no-shrink'] ? failure.page : await shrink(failure.page, isSame);
  const { faults, explained = '' }: FuzzReport = await fuzzer.visit(page);
  const file = new URL(`../../temp/fuzz/seed-${failure.seed}.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify({ story: '', page }, null, 2)}\n`);
  console.log(`\nseed ${failure.seed}`);
  for (const fault of faults.length ? faults : failure.faults) console.log(`  ${fault}`);
  console.log(`  temp/fuzz/seed-${failure.seed}.json`);
  console.log(`  ${explained}`);
  const { html } = renderPage(page);
  console.log(`  ${html.slice(html.indexOf('<body>'))}`);
  const { body, ...rest } = page;
  console.log(`  ${JSON.stringify(rest)}${body.length ? '' : ' (no content)'}`);
}

/** How much was found on the way stands there already: who mends it counts it. */
function writeEvidence({ pages, failures, lost }: SearchResult): void {
  const file = new URL('../../test/fuzz/evidence.json', import.meta.url);
  const { found } = JSON.parse(readFileSync(file, 'utf8')) as { readonly found: object };
  const browser = findBrowsers().chromium;
  const version =
    'path' in browser ? execFileSync(browser.path, ['--version'], { encoding: 'utf8' }) : '';
  const evidence = {
    date: new Date().toISOString().slice(0, 10),
    browser: /\w+ [\d.]+/.exec(version)?.[0],
    pages,
    seeds: `${seed} to ${seed + pages - 1}`,
    failures: failures.length,
    again: lost,
    found,
  };
  writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`);
}

/** @returns How many faults were not found. */
async function tryMutants(fuzzer: Fuzzer): Promise<number> {
  let missed = 0;
  for (const mutant of mutants) {
    const { pages, failures } = await findMutant(fuzzer, mutant, Number(values.pages));
    const [failure] = failures;
    console.log(`${failure ? `found in ${pages} pages` : 'NOT FOUND'}: ${mutant.name}`);
    if (failure) console.log(`  seed ${failure.seed}: ${failure.faults[0]?.slice(0, 160)}`);
    else missed++;
  }
  console.log(`\n${mutants.length - missed} of ${mutants.length} faults found`);
  return missed;
}

async function main(): Promise<number> {
  process.env['TZ'] = 'UTC';
  const candidate = candidates.chromium;
  if ('missing' in candidate) throw new Error(candidate.missing);
  const fuzzer = await openFuzzer(candidate.launch, {
    onLost: (page) => process.stderr.write(`opened again: ${JSON.stringify(page)}\n`),
  });
  try {
    if (values.mutants) return await tryMutants(fuzzer);
    const result = await search(fuzzer, {
      seed,
      make: kept ? () => kept : makePage,
      pages: Number(values.pages),
      failures: Number(values.failures),
      seconds: Number(values.seconds),
      progress: (line) => process.stderr.write(`${line}\n`),
    });
    const kinds = new Map<string, number>();
    for (const failure of result.failures) {
      const kind = kindOf(failure.faults[0] ?? '');
      const count = (kinds.get(kind) ?? 0) + 1;
      kinds.set(kind, count);
      if (count <= 3) await keep(fuzzer, failure);
    }
    const { pages, lost, seconds, counts } = result;
    console.log(`\n${pages} pages, ${result.failures.length} failures, in ${seconds} s`);
    console.log(
      Object.entries(counts)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
    );
    if (lost)
      console.log(`${lost} pages had to be opened again: the browser did not answer in time.`);
    for (const failure of result.failures)
      console.log(`FAILED seed ${failure.seed}: ${failure.faults[0]?.slice(0, 200)}`);
    if (values.evidence) writeEvidence(result);
    return result.failures.length;
  } finally {
    await fuzzer.close();
  }
}

if (values.help) process.stdout.write(help);
else if (values.show) console.log(renderPage(kept ?? makePage(seed)).html);
else process.exitCode = (await main()) ? 1 : 0;
