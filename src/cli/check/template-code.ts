/*
 * Templates of frameworks are read as HTML as far as they are. What a framework computes is put out of the way first,
 * character by character, so that everything keeps its place.
 */

/** Stands for what will be text or part of a value. */
export const OUTPUT = '\ue000';
/** Stands for what decides or repeats, and for code that may write something. */
export const STATEMENT = '\ue001';

/** Whether a text holds something that a framework computes. */
export function isComputed(text: string): boolean {
  return text.includes(OUTPUT) || text.includes(STATEMENT);
}

/** What a framework computes, by how it begins and ends, in this order. */
const code: readonly (readonly [begin: RegExp, end: RegExp])[] = [
  [/<\?/y, /\?>|$/g], // PHP
  [/<%/y, /%>/g], // EJS, ERB, JSP
  // Liquid and its kin: what stands between these is no markup either.
  ...['comment', 'schema', 'javascript', 'stylesheet'].map(
    (name) =>
      [
        new RegExp(String.raw`\{%-?\s*${name}\b`, 'y'),
        new RegExp(String.raw`\{%-?\s*end${name}\s*-?%\}`, 'g'),
      ] as const,
  ),
  [/\{%/y, /%\}/g],
  [/\{#\s/y, /#\}/g],
  [/\{\{!--/y, /--\}\}/g],
];
/** What is not closed soon is no such code: Blade; Handlebars, Liquid, Nunjucks, Vue, Angular. */
const shortCode =
  /\{\{\{(?:(?!<\/)[^]){0,5000}?\}\}\}|\{!!(?:(?!<\/)[^]){0,5000}?!!\}|\{\{(?:(?!\{\{|<\/)[^]){0,5000}?\}\}/y;
/** What writes something in its place. */
const writes = /^(<\?=|<%[=-]|\{\{(?![#/^!>&]|else\b)|\{!!)|\b(echo|print|the_\w+)\b/;
/** Lines of YAML or code before the markup: Astro, Jekyll, Eleventy. */
const frontMatter = /^---[ \t]*\r?\n[^]*?\r?\n---[ \t]*(?=\r?\n|$)/;
/** Directives of Blade and Razor, with their arguments. */
const directive = /@\w+(?:\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?/g;
/** A component or an element that ends itself; to HTML it would go on. Void elements and foreign ones may. */
const selfClosing =
  /<(script|style)\b(?:[^>]*[^/>])?>[^]*?<\/\1>|<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)[\s/])([A-Za-z][\w.:-]*)(?:"[^"]*"|'[^']*'|[^'"<>])*?\/>/g;

/** What is put out of the way in which files, in this order. A new framework is a new row. */
const steps: readonly (readonly [files: RegExp, step: (text: string) => string])[] = [
  [/./, (text) => text.replace(frontMatter, (part) => blank(part, ' '))],
  [/./, maskCode],
  [/\.(blade\.php|cshtml|razor)$/, (text) => text.replace(directive, (p) => blank(p, STATEMENT))],
  [/\.(astro|svelte|jsx|tsx)$/, maskExpressions],
  [
    /\.(vue|astro|svelte|jsx|tsx)$/,
    (text) =>
      text.replace(selfClosing, (part, raw: string | undefined) =>
        raw === undefined ? blank(part, OUTPUT) : part,
      ),
  ],
];

/** The file as HTML, each character in its place. */
export function maskTemplateCode(file: string, text: string): string {
  return steps.reduce((masked, [files, step]) => (files.test(file) ? step(masked) : masked), text);
}

/** Whether punctuation between elements may be what is left of an expression: `{isNew ? <p>…</p> : <b>…</b>}`. */
export function hasExpressions(file: string): boolean {
  return /\.(astro|svelte|jsx|tsx)$/.test(file);
}

function blank(text: string, by: string): string {
  return text.replace(/[^\r\n]/g, by);
}

function maskCode(text: string): string {
  const out: string[] = [];
  /** Ends that do not come any more: they are not looked for again. */
  const missing = new Set<RegExp>();

  /** Where a pattern ends that is found here or, for an end, later. */
  function endOf(pattern: RegExp, from: number): number | undefined {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  }

  function endOfCode(at: number): number | undefined {
    for (const [begin, end] of code) {
      const inside = endOf(begin, at);
      if (inside === undefined || missing.has(end)) continue;
      const after = endOf(end, inside);
      if (after !== undefined) return after;
      missing.add(end);
    }
    return endOf(shortCode, at);
  }

  const start = /<[?%]|\{[%#{!]/g;
  let done = 0;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const end = endOfCode(match.index);
    // One may begin within what was none: `{{{`.
    start.lastIndex = end ?? match.index + 1;
    if (end === undefined) continue;
    const part = text.slice(match.index, end);
    out.push(text.slice(done, match.index), blank(part, writes.test(part) ? OUTPUT : STATEMENT));
    done = end;
  }
  return out.join('') + text.slice(done);
}

/**
 * Expressions in braces. Where one holds markup, what is before and after its tags is put out of the way, and the
 * markup stays.
 */
function maskExpressions(text: string): string {
  // In code that is no markup, what looks like a tag is a comparison or a type.
  const tags = text.replace(/(?<=[\w\])"'])<(?=[A-Za-z])/g, STATEMENT);
  const out: string[] = [];
  const raw = /<(script|style)\b[^]*?(?:<\/\1>|\/>)/y;
  /** Braces that are never closed: after so many, the rest is taken not to be either. */
  let unclosed = 50;
  for (let at = 0; at < tags.length;) {
    raw.lastIndex = at;
    const skipped = tags[at] === '<' ? raw.exec(tags)?.[0] : undefined;
    if (skipped !== undefined) {
      out.push(skipped);
      at += skipped.length;
    } else if (tags[at] === '{') {
      const end = unclosed > 0 ? endOfBraces(tags, at) : undefined;
      if (end === undefined) unclosed--;
      const inner = tags.slice(at, end);
      const tag = /<[A-Za-z/>]/.exec(inner)?.index;
      out.push(blank(inner.slice(0, tag), tag === undefined ? OUTPUT : STATEMENT));
      at += tag ?? inner.length;
    } else {
      out.push(tags[at] === '}' ? STATEMENT : (tags[at] ?? ''));
      at++;
    }
  }
  return out.join('');
}

/** Where the brace that opens here is closed, if it is: strings and comments may hold braces too. */
function endOfBraces(text: string, start: number): number | undefined {
  const token = /(["'`])(?:\\[^]|(?!\1)[^\\])*\1|\/\*[^]*?\*\/|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    depth += match[0] === '{' ? 1 : match[0] === '}' ? -1 : 0;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
}
