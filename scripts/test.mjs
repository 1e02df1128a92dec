/**
 * Everything a change has to pass, in one command: types, lint, the package, unit and jsdom tests, real browsers.
 * The last line counts what passed and failed. An engine that is not there is named, and fails under CI=true.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { describeBrowsers, ensureBrowsers } from './browsers.mjs';
import { clearEvidence, writeReliability } from './reliability.mjs';

const counts = { passed: 0, failed: 0 };
const failures = [];
const skipped = [];
const browserTests = 'real browsers';
const hostileInput = 'hostile input';
const randomPages = 'random pages';

/** One step is one check: it passes or fails as a whole. */
function step(name, command, ...args) {
  console.log(`\n\u2014 ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) counts.passed++;
  else fail(name);
  return status === 0;
}

function fail(name) {
  counts.failed++;
  failures.push(name);
}

/** A run of the test runner counts its tests. */
function tests(name, ...args) {
  console.log(`\n\u2014 ${name}`);
  const file = `temp/${name.replace(/\W+/g, '-')}.json`;
  const { status } = spawnSync(
    'npx',
    [
      'vitest',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    { stdio: 'inherit' },
  );
  try {
    const { numPassedTests, numFailedTests, numTotalTests, testResults } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    counts.passed += numPassedTests;
    counts.failed += numFailedTests;
    // By name at the end, where it is read: the report itself may be a thousand lines above.
    for (const { assertionResults } of testResults)
      for (const { status, fullName, failureMessages } of assertionResults)
        if (status === 'failed')
          failures.push(`${name}: ${fullName}${firstLines(failureMessages[0])}`);
    if (!numFailedTests && (status !== 0 || !numTotalTests)) fail(`${name}: the run itself`);
  } catch {
    fail(`${name}: no result`);
  }
}

/** Of a message: enough to see what went wrong, without the stack. */
function firstLines(message = '') {
  const lines = message.split('\n').filter((line) => !/^\s*at /.test(line));
  return lines
    .slice(0, 6)
    .map((line) => `\n        ${line.slice(0, 200)}`)
    .join('');
}

/** The page of reliability is made of what this run has shown, and is to be what was committed. */
async function reliability() {
  const name = 'docs/reliability.md';
  console.log(`\n\u2014 ${name}`);
  // A fault that did something else than it should leaves no evidence: the page would merely lack it.
  const sources = [browserTests, hostileInput, randomPages];
  if (failures.some((failure) => sources.some((source) => failure.startsWith(source))))
    return skipped.push(`${name}: the browser tests failed`);
  const { missing, stale } = await writeReliability();
  if (missing.length) {
    const what = `${name}: no evidence of ${missing.join(', ')}`;
    if (process.env.CI) fail(what);
    else skipped.push(what);
  } else {
    if (stale)
      console.log('It said something else, and was written anew: look at it and commit it.');
    counts.passed++;
  }
}

mkdirSync('temp', { recursive: true });
clearEvidence();
const built = step('build', 'npm', 'run', '--silent', 'build');
step('types', 'npm', 'run', '--silent', 'typecheck');
step('lint', 'npm', 'run', '--silent', 'lint');
if (built) step('package', 'npm', 'run', '--silent', 'package-check');
tests('unit and jsdom tests', '--project', 'unit', '--project', 'dom');

if (built) {
  const engines = await ensureBrowsers();
  console.log(`\n${describeBrowsers(engines).join('\n')}`);
  const present = [];
  for (const [engine, { missing }] of Object.entries(engines)) {
    if (!missing) present.push(`test/browser/${engine}.test.ts`);
    else if (process.env.CI) fail(`${engine}: ${missing}`);
    else skipped.push(`${engine}: ${missing}`);
  }
  // Browsers wait more than they work: one worker an engine, even on two cores.
  if (present.length) tests(browserTests, '--project', 'browser', '--maxWorkers=3', ...present);
  // One after the other: these do work.
  if (present.length) tests(hostileInput, '--project', 'browser', 'test/browser/hostile.test.ts');
  if (present.length) tests(randomPages, '--project', 'browser', 'test/browser/fuzz.test.ts');
  await reliability();
  // Alone, because whoever else works would be measured too. It tells by itself which engine is missing.
  tests('performance', '--project', 'performance');
}

console.log();
for (const name of failures) console.log(`FAILED  ${name}`);
for (const name of skipped) console.log(`SKIPPED ${name}`);
if (skipped.length) console.log(`Not tested in every engine: ${skipped.length} skipped.`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed ? 1 : 0;
