/**
 * Writes dist/plan.schema.json, the JSON Schema of plans, from the types in src/types/plan.ts: what an editor completes
 * and what the compiler checks are one text.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const root = resolve(import.meta.dirname, '..');
const file = `${root}/dist/plan.schema.json`;

/** @returns {string} The schema as it stands in the file. */
export function planSchema() {
  const schema = createGenerator({
    path: `${root}/src/types/plan.ts`,
    tsconfig: `${root}/tsconfig.json`,
    topRef: false,
    // A plan in code may have functions, one in JSON may not.
    functions: 'hide',
    // `npm run typecheck` does, with the compiler's newer version.
    skipTypeCheck: true,
  }).createSchema('Plan');
  return `${JSON.stringify({ title: 'Plan of Tailorbird', ...schema }, withoutUndefined, 2)}\n`;
}

/** What may be left out may be `undefined` in TypeScript, which JSON does not have. */
function withoutUndefined(key, value) {
  return key === 'anyOf' ? value.filter(({ not }) => JSON.stringify(not) !== '{}') : value;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync(`${root}/dist`, { recursive: true });
  writeFileSync(file, planSchema());
}
