import { isPage } from './find-files.js';

/** What a file is that is no page, and what to do with it; `undefined` for what may be one. */
export function sayNoPage(file: string, text: string): string | undefined {
  const isStdin = file === '-';
  if (isPage(file) || !(/\.(jsonc?|jsonl|ndjson)$/i.test(file) || isJson(text))) return undefined;
  const what = `${isStdin ? 'the standard input' : file} is no page.`;
  return /\.(jsonl|ndjson)$/i.test(file) || isLines(text)
    ? `${what} Visitors are replayed: tailorbird replay ${file}`
    : `${what} A plan is checked with its pages: tailorbird check index.html --plan ${isStdin ? 'FILE' : file}`;
}

function isJson(text: string): boolean {
  return isObject(text) || isLines(text);
}

/** An object a line. */
function isLines(text: string): boolean {
  const [first = '', second = ''] = text.trimStart().split('\n', 2);
  return isObject(first) && isObject(second);
}

function isObject(text: string): boolean {
  // A template may begin with a brace: `{% extends … %}`, `{{> head }}`.
  if (!/^\s*\{\s*["}]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
