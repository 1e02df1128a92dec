import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

const compile = () =>
  typescript({ tsconfig: './tsconfig.json', compilerOptions: { noEmit: false } });

const minify = () =>
  terser({ ecma: 2020, compress: { passes: 3, unsafe_arrows: true, pure_getters: true } });

/** ua-parser-js hangs itself on the page's jQuery, if there is one; a page did not ask for that. */
const leaveJQueryAlone = () => ({
  name: 'leave-jquery-alone',
  transform(code, id) {
    if (!id.endsWith('ua-parser.js')) return null;
    const parts = code.split('window.jQuery || window.Zepto');
    if (parts.length !== 2) throw new Error('ua-parser-js has changed: look how it finds jQuery');
    return { code: parts.join('undefined'), map: null };
  },
});

/** The files of the package: the script tag minified for the wire, the modules readable for bundlers. */
export default [
  {
    input: 'src/auto.ts',
    output: {
      file: 'dist/tailorbird.min.js',
      format: 'iife',
      plugins: [minify()],
    },
    plugins: [resolve(), compile()],
  },
  {
    input: 'src/device.ts',
    output: { file: 'dist/device.min.js', format: 'es', plugins: [minify()] },
    plugins: [leaveJQueryAlone(), resolve(), commonjs(), compile()],
  },
  ...['index', 'core'].map((name) => ({
    input: `src/${name}.ts`,
    external: ['idb-keyval'],
    output: { file: `dist/${name}.js`, format: 'es' },
    plugins: [compile()],
  })),
];
