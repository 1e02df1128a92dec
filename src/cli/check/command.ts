import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Streams } from '../usage.js';
import { runCheck, type CheckOptions } from './run-check.js';

/** Adds the command `check`. */
export function addCheck(program: Command, streams: () => Streams): void {
  program
    .command('check')
    .summary('find what visitors will not get')
    .description(
      'Reads pages as a browser would, and tells what visitors will not get, and why. ' +
        '"-" is the standard input.',
    )
    .argument('<files...>', 'pages, folders or globs in quotes')
    .option('--plan <file>', 'plan of pages that have none of their own')
    .addOption(
      new Option('--format <name>', 'how to tell it')
        .choices(['text', 'json', 'sarif'])
        .default('text'),
    )
    .option('--max-warnings <count>', 'fail if there are more warnings', readCount)
    .option('--quiet', 'tell errors alone')
    .addHelpText(
      'after',
      `
Examples:
  tailorbird check index.html
  tailorbird check "src/**/*.{html,liquid}" --plan plan.json
  curl -s https://shop.example/ | tailorbird check - --format json

A comment <!-- tailorbird-ignore CODE --> silences a code in the next element.
Exit code: 0; 1 for errors; 2 if the command was wrong.`,
    )
    .action(async (patterns: string[], options: CheckOptions) => {
      const version = program.version() ?? '';
      process.exitCode = await runCheck(patterns, options, { ...streams(), version });
    });
}

function readCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It should be a whole number.');
  return Number(text);
}
