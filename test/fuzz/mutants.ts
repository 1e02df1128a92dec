import { bundleFile } from '../browser/support/bundle.js';
import type { Fuzzer } from './run.js';
import { search, type SearchResult } from './search.js';

/** A fault put into the script on purpose, to see that it is found. */
export interface Mutant {
  /** What is wrong with it. */
  readonly name: string;
  /** Of `src/`. */
  readonly file: string;
  /** What stands there, once. */
  readonly from: string;
  readonly to: string;
}

/** At least one for each thing that has to hold on every page. */
export const mutants: readonly Mutant[] = [
  {
    name: 'what was hidden is not shown again',
    file: 'blocks/presence.ts',
    from: 'unveil();',
    to: '',
  },
  {
    name: 'what is undecided is not hidden',
    file: 'blocks/presence.ts',
    from: 'unveil = hide(element);',
    to: 'unveil = () => undefined;',
  },
  {
    name: 'the default is not brought back',
    file: 'blocks/swap.ts',
    from: 'for (const [place, run] of runs) put(run, place);',
    to: '',
  },
  {
    name: 'the default comes back in another order',
    file: 'blocks/swap.ts',
    from: 'run.append(node);',
    to: 'run.prepend(node);',
  },
  {
    name: 'the last variant is asked first',
    file: 'blocks/block.ts',
    from: 'variants: specs }',
    to: 'variants: [...specs].reverse() }',
  },
  {
    name: 'a trace is left after the stop',
    file: 'blocks/block.ts',
    from: "call(element, 'removeAttribute', attribute.shown);",
    to: '',
  },
  {
    name: 'storage is opened without consent',
    file: 'visitor/visitor.ts',
    from: "if (consent !== 'granted' || signal.aborted) return;",
    to: '',
  },
  {
    name: 'a consent that cannot be read is taken for granted',
    file: 'page-plan.ts',
    from: '? undecided : undefined',
    to: '? undefined : undefined',
  },
  {
    name: 'who denies from the start keeps what was stored',
    file: 'visitor/visitor.ts',
    from: "consent === 'denied' ||",
    to: '',
  },
  {
    name: 'nothing is recorded',
    file: 'signals/counted.ts',
    from: "automation() !== 'record')",
    to: 'true)',
  },
  {
    name: 'fields of a form are taken for properties',
    file: 'lib/own.ts',
    from: 'Reflect.get(Object.getPrototypeOf(node), name, node)',
    to: 'node[name]',
  },
  {
    name: 'nobody is told that all is decided',
    file: 'tailorbird.ts',
    from: '(settle = resolve)',
    to: '(settle = () => resolve)',
  },
  {
    name: 'an exception reaches the page',
    file: 'blocks/token.ts',
    from: 'const value = host.read(path);',
    to: "const value = host.read(path); if (value === 'dev') setTimeout(() => { throw new Error(path); });",
  },
  {
    name: 'something is asked of the network',
    file: 'tailorbird.ts',
    from: 'inputs.start();',
    to: "inputs.start(); void fetch('/lane').catch(() => undefined);",
  },
  {
    name: 'a name is left on the window',
    file: 'tailorbird.ts',
    from: 'inputs.start();',
    to: 'inputs.start(); window.segments = [];',
  },
  {
    name: 'a text that is not known is emptied',
    file: 'blocks/token.ts',
    from: 'if (text === null) return restore();',
    to: "text ??= '';",
  },
];

/** The script with the fault in it. */
function build({ file, from, to }: Mutant): Promise<string> {
  return bundleFile(new URL('../../src/auto.ts', import.meta.url), (code, id) => {
    if (!id.endsWith(`/src/${file}`)) return code;
    const parts = code.split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} of: ${from}`);
    return parts.join(to);
  });
}

/** Visits pages with the fault in the script until one fails. */
export async function findMutant(
  fuzzer: Fuzzer,
  mutant: Mutant,
  pages: number,
): Promise<SearchResult> {
  const script = `tailorbird-${mutants.indexOf(mutant)}`;
  fuzzer.scripts.set(script, await build(mutant));
  return search(fuzzer, { seed: 1, pages, failures: 1, script });
}
