import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { candidates } from '../browser/support/candidates.js';
import { kindOf } from './fault-kind.js';
import { makePage } from './generate/index.js';
import type { FuzzPage, FuzzReport, KeptPage } from './page.js';
import { renderPage } from './render.js';
import { openFuzzer, type Fuzzer } from './run.js';
import { search, type Failure } from './search.js';
import { shrink } from './shrink.js';

const help = `npm run fuzz -- [options]

Visits pages that are made up at random in Chromium, and looks whether every promise holds on them.

  --pages N      how many (2,000)
  --seed S       the first page's number; page N is the same in every run (1)
  --failures K   stop after so many failures (10)
  --seconds T    stop after so many seconds
  --no-shrink    leave the failing pages as large as they are
  --show         print the HTML of the page of --seed, or of --file, and end
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

async function main(): Promise<number> {
  process.env['TZ'] = 'UTC';
  const candidate = candidates.chromium;
  if ('missing' in candidate) throw new Error(candidate.missing);
  const fuzzer = await openFuzzer(candidate.launch, {
    onLost: (page) => process.stderr.write(`opened again: ${JSON.stringify(page)}\n`),
  });
  try {
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
    return result.failures.length;
  } finally {
    await fuzzer.close();
  }
}

if (values.help) process.stdout.write(help);
else if (values.show) console.log(renderPage(kept ?? makePage(seed)).html);
else process.exitCode = (await main()) ? 1 : 0;
