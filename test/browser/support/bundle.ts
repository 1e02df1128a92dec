import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import { fileURLToPath } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';

const clients = new URL('clients/', import.meta.url);
type Change = (code: string, id: string) => string;

const made = new Map<string, Promise<string>>();

/** A client library from npm with the few lines that drive it (`clients/NAME.ts`), as one classic script. */
export function bundle(name: string): Promise<string> {
  return bundleFile(new URL(`${name}.ts`, clients));
}

/**
 * A TypeScript file with all that it imports, as one classic script.
 *
 * @param change Changes the files before they are compiled.
 */
export function bundleFile(file: URL, change?: Change): Promise<string> {
  if (change) return build(file, change);
  const known = made.get(file.href) ?? build(file);
  made.set(file.href, known);
  return known;
}

async function build(file: URL, change: Change = (code) => code): Promise<string> {
  const extensions = ['.ts', '.mjs', '.js', '.json'];
  const bundled = await rollup({
    input: fileURLToPath(file),
    plugins: [
      typesAway(change),
      resolve({ browser: true, preferBuiltins: false, extensions }),
      commonjs({ extensions }),
    ],
    onwarn: () => undefined,
  });
  const { output } = await bundled.generate({ format: 'iife', inlineDynamicImports: true });
  await bundled.close();
  return output[0].code;
}

const typesAway = (change: Change): Plugin => ({
  name: 'types-away',
  // TypeScript files are imported by the name that they have once they are compiled.
  resolveId: (id, from) =>
    from?.endsWith('.ts') && id.startsWith('.') && id.endsWith('.js')
      ? fileURLToPath(new URL(id.replace(/js$/, 'ts'), `file://${from}`))
      : null,
  transform: (code, id) =>
    id.endsWith('.ts')
      ? ts.transpileModule(change(code, id), {
          compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ESNext },
        }).outputText
      : null,
});
