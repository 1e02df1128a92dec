import { fileURLToPath } from 'node:url';
import { rollup } from 'rollup';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';

/** Imports are looked up from here: in the packages of the benchmark. */
const here = fileURLToPath(new URL('../entry.js', import.meta.url));

/**
 * A classic script of a module and what it imports, made as a site's own build would.
 *
 * @param {string} code
 */
export async function bundle(code) {
  const entry = {
    name: 'entry',
    resolveId: (id) => (id === here ? id : null),
    load: (id) => (id === here ? code : null),
    transform: (text, id) => (id.endsWith('.json') ? `export default ${text}` : null),
  };
  const built = await rollup({
    input: here,
    plugins: [entry, resolve({ browser: true, preferBuiltins: false }), commonjs()],
    onwarn: () => undefined,
  });
  const { output } = await built.generate({
    format: 'iife',
    inlineDynamicImports: true,
    plugins: [terser({ ecma: 2020 })],
  });
  await built.close();
  return output[0].code;
}
