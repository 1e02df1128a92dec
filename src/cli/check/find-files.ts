import { existsSync, statSync } from 'node:fs';
import { glob } from 'tinyglobby';
import { UsageError } from '../usage.js';

/** What is looked for in a folder. */
const endings =
  'html,htm,xhtml,shtml,vue,astro,svelte,php,liquid,njk,nunjucks,twig,jinja,jinja2,j2,ejs,erb,hbs,handlebars,mustache,cshtml,razor,jsp,jsx,tsx';

/** Whether a file is called as pages and templates are. */
export function isPage(file: string): boolean {
  return new RegExp(`\\.(${endings.replaceAll(',', '|')})$`, 'i').test(file);
}

/**
 * The files that are meant by paths, folders and globs, each once, in order.
 *
 * @throws UsageError for what names no file: a typing mistake must not pass for a clean page.
 */
export async function findFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const files = await expand(pattern);
    if (!files.length) {
      throw new UsageError(
        existsSync(pattern)
          ? `there is no page in ${pattern} (${endings.split(',').slice(0, 5).join(', ')} …)`
          : `no file matches ${pattern}`,
      );
    }
    for (const file of files) found.add(file);
  }
  return [...found];
}

async function expand(pattern: string): Promise<readonly string[]> {
  // A file may be called `[slug].astro`: what is there is meant, before it is read as a glob.
  if (pattern === '-' || (existsSync(pattern) && !statSync(pattern).isDirectory()))
    return [pattern];
  const isFolder = existsSync(pattern);
  const options = {
    ignore: ['**/node_modules/**', '**/.git/**'],
    expandDirectories: false,
    absolute: pattern.startsWith('/'),
  };
  const files = isFolder
    ? await glob(`**/*.{${endings}}`, { ...options, cwd: pattern })
    : await glob(pattern.replaceAll('\\', '/'), options);
  const folder = pattern === '.' ? '' : pattern.replace(/\/*$/, '/');
  return files
    .map((file) => (isFolder && !options.absolute ? `${folder}${file}` : file))
    .sort((a, b) => (a < b ? -1 : Number(a > b)));
}
