/** Visits pages made up at random: `npm run fuzz -- --help`. The work is in test/fuzz/, in TypeScript. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rollup } from 'rollup';
import ts from 'typescript';

const root = new URL('../', import.meta.url);

/** TypeScript files import each other by the name that they have once they are compiled. */
const typescript = {
  name: 'typescript',
  resolveId: (id, from) =>
    from?.endsWith('.ts') && id.startsWith('.') && id.endsWith('.js')
      ? fileURLToPath(new URL(id.replace(/js$/, 'ts'), pathToFileURL(from)))
      : null,
  transform: (code, id) =>
    id.endsWith('.ts')
      ? ts.transpileModule(
          code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)),
          { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } },
        ).outputText
      : id.endsWith('.json')
        ? `export default ${code}`
        : null,
};

const file = fileURLToPath(new URL('temp/fuzz/main.mjs', root));
mkdirSync(new URL('temp/fuzz/', root), { recursive: true });
const bundled = await rollup({
  input: fileURLToPath(new URL('test/fuzz/main.ts', root)),
  plugins: [typescript],
  external: (id) => /^[\w@]/.test(id) || id.endsWith('.mjs'),
  onwarn: () => undefined,
});
await bundled.write({ file, format: 'es' });
await bundled.close();
await import(pathToFileURL(file).href);
