import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import typescript from '@rollup/plugin-typescript';

const compile = () =>
  typescript({ tsconfig: './tsconfig.json', compilerOptions: { noEmit: false } });

/** The files of the package: the script tag minified for the wire, the modules readable for bundlers. */
export default [
  {
    input: 'src/auto.ts',
    output: {
      file: 'dist/tailorbird.min.js',
      format: 'iife',
      plugins: [
        terser({ ecma: 2020, compress: { passes: 3, unsafe_arrows: true, pure_getters: true } }),
      ],
    },
    plugins: [resolve(), compile()],
  },
  ...['index', 'core'].map((name) => ({
    input: `src/${name}.ts`,
    external: ['idb-keyval'],
    output: { file: `dist/${name}.js`, format: 'es' },
    plugins: [compile()],
  })),
];
