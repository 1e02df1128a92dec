import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Where an npm package lies, wherever npm has put it. */
export function packageDirectory(name) {
  try {
    return dirname(resolve(`${name}/package.json`));
  } catch {
    throw new Error(`The npm package ${name} is missing: npm ci installs what the demo needs.`);
  }
}
