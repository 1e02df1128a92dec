/**
 * Makes docs/reliability.md of what the browser tests have left in temp/evidence. Nobody writes that page by hand: each
 * row stands for scenarios that have passed, in the engines named.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';

/** @typedef {{ fault: string, saw: string, kept: string, only?: string }} Row */

const evidence = new URL('../temp/evidence/', import.meta.url);
const page = new URL('../docs/reliability.md', import.meta.url);

const names = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKitGTK',
  webkitgtk: 'WebKitGTK',
};
const engines = ['Chromium', 'Firefox', 'WebKitGTK'];

/** What an earlier run has left proves nothing about this one. */
export function clearEvidence() {
  rmSync(evidence, { recursive: true, force: true });
}

/**
 * Writes the page if every engine has spoken.
 *
 * @returns {Promise<{ missing: string[], stale: boolean }>} Whose evidence is missing, and whether the page that was
 *   there said something else.
 */
export async function writeReliability() {
  const faults = readEach('faults');
  const missing = engines.filter((engine) => !faults[engine]);
  if (missing.length) return { missing, stale: false };
  const text = await format(
    [
      introduction,
      faultTable(Object.entries(faults).map(([engine, { rows }]) => ({ engine, rows }))),
      inputs(readEach('inputs')),
      fuzzing(read('fuzz.json'), readLongRun()),
      repeat,
    ].join('\n\n'),
    { ...(await resolveConfig(page)), parser: 'markdown' },
  );
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  if (before === text) return { missing, stale: false };
  mkdirSync(new URL('.', page), { recursive: true });
  writeFileSync(page, text);
  return { missing, stale: true };
}

const introduction = `# Reliability

What happens when something breaks, tried out in real browsers. This page is for whoever answers when a site owner asks
"what will my visitors see if …?". It is written by the test run itself (\`npm test\`): a row is here because the fault was
brought about on purpose, every frame that was painted was looked at, and what was stored afterwards was read back.

Two promises hold in every row. The visitor sees a working page, with either the variant or the page's own default in
each block, never an empty one, and none hidden beyond the deadline. What was committed to the visitor's record is still
there, unless the row says that it was deleted or had to expire.`;

function faultTable(results) {
  const rows = new Map();
  // The engine that has tried most says the order.
  for (const { engine, rows: shown } of results.sort((a, b) => b.rows.length - a.rows.length)) {
    for (const row of shown) {
      const key = JSON.stringify([row.fault, row.saw, row.kept]);
      const entry = rows.get(key) ?? { row, tested: [] };
      rows.set(key, { ...entry, tested: [...entry.tested, engine] });
    }
  }
  const lines = [...rows.values()].map(({ row, tested }) => {
    const where = engines.filter((engine) => tested.includes(engine)).join(', ');
    return cells(row.fault, row.saw, row.kept, row.only ? `${where} alone: ${row.only}` : where);
  });
  return [
    '## Faults',
    '',
    cells('fault', 'what the visitor saw', 'what was kept', 'tested in'),
    cells('---', '---', '---', '---'),
    ...lines,
  ].join('\n');
}

function inputs(results) {
  const doors = [...new Set(Object.values(results).flatMap(({ doors }) => Object.keys(doors)))];
  const title = '## Hostile input';
  if (!doors.length) return `${title}\n\nNot part of the run that wrote this page.`;
  const tested = engines.filter((engine) => results[engine]);
  const sum = (field) => tested.reduce((total, engine) => total + results[engine][field], 0);
  const unasked = engines.filter((engine) => !results[engine]);
  return [
    title,
    '',
    'Texts that would run as code if a page put them into its markup, handed in at every door through which a text of',
    "somebody else's can come in.",
    '',
    cells('door', ...tested.map((engine) => `payloads in ${engine}`)),
    cells(...['door', ...tested].map(() => '---')),
    ...doors.map((door) =>
      cells(door, ...tested.map((engine) => `${results[engine].doors[door] ?? 'none'}`)),
    ),
    '',
    `Executed: ${sum('executed')}. Found in the page as markup: ${sum('reflected')}.`,
    ...(unasked.length ? ['', `Not part of this run: ${unasked.join(', ')}.`] : []),
  ].join('\n');
}

function fuzzing(result, long) {
  const title = '## Fuzzing';
  const about = [
    'Pages are made up at random, the same for the same seed: blocks in blocks and in tables, variants where none belong,',
    'broken markup, pages cut anywhere, plans that are wrong, storage that fails, and code of the page itself that clones,',
    'removes, asks and starts again. A second parser reads each page without the script, `tailorbird/core` says what a',
    'visitor should see of it, and every frame is compared: nothing hidden past the deadline, no word of a default in a',
    'frame before its variant, no uncaught error, no request, nothing stored without consent, the right number of visits on',
    'record, nothing changed that is not ours, and the page as its author wrote it after `stop()`.',
  ];
  const lines = long ? longRun(long) : [];
  if (!result)
    return [title, '', ...about, '', 'Not part of the run that wrote this page.', ...lines].join(
      '\n',
    );
  const { pages, failures, kept, mutants } = result;
  return [
    title,
    '',
    ...about,
    '',
    `In this run ${thousands(pages)} pages were visited in Chromium; ${failures} of them failed. ${kept} pages on which`,
    'something was once wrong, and was mended, are kept in `test/fuzz/pages/` and visited in every engine.',
    `${mutants} faults that were put into the script on purpose were all found (\`npm run fuzz -- --mutants\`).`,
    ...lines,
  ].join('\n');
}

/** Of the command that takes an hour: what it has left in test/fuzz/evidence.json. */
function longRun({ date, pages, seeds, failures, again, note = '', browser, found }) {
  return [
    '',
    `The longest run was on ${date} in ${browser}: ${thousands(pages)} pages (seeds ${seeds}), ${failures} ${failures === 1 ? 'failure' : 'failures'},`,
    `${again ?? 'an uncounted few'} visited again as the browser had not answered. ${note} On the way there ${found.script} faults of the script were`,
    `found and mended, and ${found.fuzzer} of the fuzzer's own expectations put right.`,
    '',
    '```sh',
    `npm run fuzz -- --seed ${parseInt(seeds)} --pages ${pages}   # all of it again`,
    '```',
  ];
}

const thousands = (count) => count.toLocaleString('en-US');

const repeat = `## How to repeat

\`npm ci && npm test\` runs everything and writes this page anew; it tells if the page then says something else than the
one that was there. One fault alone, in one browser:

\`\`\`sh
npm run build
npx vitest run --project browser test/browser/firefox.test.ts -t 'the page itself deletes the database'
\`\`\`

The faults are in \`test/browser/scenarios/\`, the pages they happen on in \`test/pages/\`. A fault is brought about by the
browser itself where it has a way to (a lowered quota, a process that is killed, a database that is deleted), else by a
query parameter of the test page (\`?block=…\`, \`?commit=…\`, \`?clock=…\`, see \`test/browser/support/page/\`).`;

function cells(...texts) {
  return `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** The files of a kind, by engine. */
function readEach(kind) {
  const found = {};
  for (const file of existsSync(evidence) ? readdirSync(evidence) : []) {
    const [, engine] = new RegExp(`^${kind}-(\\w+)\\.json$`).exec(file) ?? [];
    if (engine && names[engine]) found[names[engine]] = read(file);
  }
  return found;
}

/** Committed: it is no part of a test run. */
function readLongRun() {
  return parse(new URL('../test/fuzz/evidence.json', import.meta.url));
}

function read(file) {
  return parse(new URL(file, evidence));
}

function parse(url) {
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { missing, stale } = await writeReliability();
  if (missing.length)
    console.log(`No evidence of ${missing.join(', ')}: the page is left as it was.`);
  else
    console.log(
      stale ? 'docs/reliability.md was written anew.' : 'docs/reliability.md is up to date.',
    );
}
