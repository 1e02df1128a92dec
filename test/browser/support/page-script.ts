import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** In this order: the page's surroundings are set up before anything looks at them. */
const parts = [
  'clock',
  'pace',
  'languages',
  'zone',
  'storage',
  'commits',
  'privacy',
  'sampler',
  'painted',
  'stopwatch',
  'sabotage',
];

let script: string | undefined;

/** The script that the server puts at the top of every page. */
export function pageScript(): string {
  return (script ??= parts.map(compile).join('\n'));
}

/** A part as text, for a page that asks for it by address. */
export function compile(part: string): string {
  const source = readFileSync(new URL(`./page/${part}.ts`, import.meta.url), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.ESNext,
      removeComments: true,
    },
  });
  // The parts import nothing but types; what is left of that would make a classic script a syntax error.
  return outputText.replace(/^export \{\};$/m, '');
}
