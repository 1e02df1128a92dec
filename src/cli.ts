#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import pico from 'picocolors';
import { addCheck } from './cli/check/command.js';
import { addReplay } from './cli/replay/command.js';
import { runReport, type ReportOptions } from './cli/run-report.js';
import { UsageError, type Streams } from './cli/usage.js';

const { env, stdin, stdout, stderr } = process;
// Whoever reads the output may have seen enough: `| head`.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };

const program = new Command('tailorbird')
  .description(
    'Checks pages before they ship, says how many visitors they are for, and what came of it.',
  )
  .version(version)
  .addHelpText(
    'after',
    `
Examples:
  tailorbird check index.html
  tailorbird replay --synthesize 10000 index.html
  tailorbird report events.ndjson

Each command has its own help: tailorbird check --help`,
  )
  .exitOverride();

const streams = (): Streams => {
  const colors = pico.isColorSupported && (stdout.isTTY || 'FORCE_COLOR' in env);
  return { stdin, stdout, stderr, colors };
};

/** Commands that add themselves. A new one is a new row. */
const commands = [addCheck, addReplay];
for (const add of commands) add(program, streams);

const several = (value: string, before: readonly string[] = []): string[] => [...before, value];

program
  .command('report')
  .summary('tell what came of it, from events')
  .description(
    'Reads events (one JSON object a line, or CSV with the same columns) and tells for each ' +
      'experiment, segment and goal what can honestly be said. "-" is the standard input.',
  )
  .argument('<events...>', 'files of events')
  .option('--plan <file>', 'plan with names of segments, expected weights, alpha, tune')
  .option('--goal <id>', 'only this goal; may be given several times', several)
  .option('--json', 'print JSON')
  .option('--html <file>', 'write a page to look at, to print, to send')
  .option('--weights <file>', 'write proposed weights for the plan')
  .addHelpText(
    'after',
    `
Examples:
  tailorbird report events.ndjson
  tailorbird report october.csv november.csv --plan plan.json --html report.html
  zcat events.*.gz | tailorbird report - --goal signup --weights weights.json

Exit code: 0; 1 if there was nothing to report; 2 if the command was wrong.`,
  )
  .action(async (files: string[], options: ReportOptions) => {
    process.exitCode = await runReport(files, options, streams());
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode && 2;
  else if (error instanceof UsageError || isSystemError(error)) {
    stderr.write(`tailorbird: ${error.message}\n`);
    process.exitCode = 2;
  } else throw error;
}

/** A file that may not be read, a disk that is full. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
