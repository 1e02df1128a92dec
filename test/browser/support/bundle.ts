import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import { fileURLToPath } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import ts from 'typescript';

const clients = new URL('clients/', import.meta.url);
const made = new Map<string, Promise<string>>();

/** A client library from npm with the few lines that drive it (`clients/NAME.ts`), as one classic script. */
export function bundle(name: string): Promise<string> {
  return bundleFile(new URL(`${name}.ts`, clients));
}

/** A TypeScript file with all that it imports, as one classic script. */
export function bundleFile(file: URL): Promise<string> {
  const known = made.get(file.href) ?? build(file);
  made.set(file.href, known);
  return known;
}

async function build(file: URL): Promise<string> {
  const extensions = ['.ts', '.mjs', '.js', '.json'];
  const bundled = await rollup({
    input: fileURLToPath(file),
    plugins: [
      typesAway,
      resolve({ browser: true, preferBuiltins: false, extensions }),
      commonjs({ extensions }),
    ],
    onwarn: () => undefined,
  });
  const { output } = await bundled.generate({ format: 'iife', inlineDynamicImports: true });
  await bundled.close();
  return output[0].code;
}

const typesAway: Plugin = {
  name: 'types-away',
  // TypeScript files are imported by the name that they have once they are compiled.
  resolveId: (id, from) =>
    from?.endsWith('.ts') && id.startsWith('.') && id.endsWith('.js')
      ? fileURLToPath(new URL(id.replace(/js$/, 'ts'), `file://${from}`))
      : null,
  transform: (code, id) =>
    id.endsWith('.ts')
      ? ts.transpileModule(code, {
          compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ESNext },
        }).outputText
      : null,
};
