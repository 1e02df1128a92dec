import { InvalidArgumentError, type Command } from 'commander';
import type { Streams } from '../usage.js';
import { runReplay, type ReplayCommandOptions } from './run-replay.js';

/** More would take hours, and make no share more exact. */
const MOST = 10_000_000;

/** Adds the command `replay`. */
export function addReplay(program: Command, streams: () => Streams): void {
  program
    .command('replay')
    .summary('tell how many visitors a plan and a page are for')
    .description(
      'Runs visitors (signals, one JSON object a line) through the decisions of a plan and a page, and tells how ' +
        'many each segment and variant is for. "-" is the standard input.',
    )
    .argument('[files...]', 'visitors (NDJSON), and a page')
    .option('--plan <file>', "plan; without it the page's own")
    .option('--synthesize <count>', 'make up so many visitors', readWhole(1, MOST))
    .option('--mix <file>', 'what made-up visitors are made of')
    .option('--seed <number>', 'make up others (default: 1)', readWhole(0, 2 ** 32 - 1))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  tailorbird replay visitors.ndjson --plan plan.json
  tailorbird replay visitors.ndjson index.html
  tailorbird replay --synthesize 10000 --plan plan.json index.html

Exit code: 0; 1 if there was no visitor; 2 if the command was wrong.`,
    )
    .action(async (files: string[], options: ReplayCommandOptions) => {
      process.exitCode = await runReplay(files, options, streams());
    });
}

function readWhole(min: number, max: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,16}$/.test(text) && Number(text) >= min && Number(text) <= max) return Number(text);
    const range = `${min} to ${max.toLocaleString('en')}`;
    throw new InvalidArgumentError(`It should be a whole number from ${range}.`);
  };
}
