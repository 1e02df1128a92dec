import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Strings must never become markup or code, nor inline styles (DESIGN: promise 4). */
const noStringsAsMarkup = [
  {
    selector:
      'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|cssText|srcdoc)$/]',
    message: 'No string may become markup or a style.',
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
    message: 'No string may become markup.',
  },
  {
    selector:
      "CallExpression[callee.property.name='setAttribute'] > Literal[value=/^(style|on.*)$/]",
    message: 'No inline style strings and no inline handlers.',
  },
];

/** Only blocks/vocabulary.ts spells an attribute's name. */
const noAttributeNames = {
  selector: 'Literal[value=/data-tb-/], TemplateElement[value.raw=/data-tb-/]',
  message: 'Attribute names stand in blocks/vocabulary.ts alone.',
};

export default tseslint.config(
  {
    ignores: ['scripts/url-global.d.ts', 'dist/', 'node_modules/', 'temp/', 'coverage/'],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Nothing here uses `this`: objects are closures, and their functions may be passed around.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...noStringsAsMarkup, noAttributeNames],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/blocks/vocabulary.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noStringsAsMarkup] },
  },
  { files: ['src/lib/report.ts', 'src/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts', 'demo/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['test/bench/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
);
