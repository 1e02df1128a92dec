import { pageScript } from './page-script.js';

/** What a page may say about its own delivery, as JSON in a comment on its first line: `<!--server {…}-->`. */
interface Delivery {
  readonly headers?: Readonly<Record<string, string>>;
  /** For the sampler's script, where a policy asks for one. */
  readonly nonce?: string;
}

export interface RenderedPage {
  readonly headers: Readonly<Record<string, string>>;
  /** To be sent one after the other, with a pause between them in which the browser paints. */
  readonly chunks: readonly string[];
}

interface PageView {
  /** Which marks to cut the page at. */
  readonly cuts: readonly string[];
  readonly page: string;
  /** The built script. */
  readonly script: string;
}

/**
 * Some browsers hold the first kilobyte back to sniff the encoding, so a short first chunk would not be parsed
 * until the second arrives.
 */
const padding = `<!-- ${'.'.repeat(2048)} -->`;

/**
 * WebKit paints nothing, and runs no animation frames, until the document has loaded or has 200 characters of
 * text or 1,024 pixels of an image (2.50: `LocalFrameView::qualifiesAsVisuallyNonEmpty`). With this ahead of
 * them the blocks of a page that is still loading are painted, as they are on a page of the usual size.
 */
const banner = '<svg width="200" height="50"><rect width="200" height="50" fill="teal" /></svg>';

/**
 * Makes a page from its file.
 *
 * - `{{cut:NAME}}` may stand anywhere, also within a tag; the page is cut there if `cuts` names it (or `all`).
 * - `{{repeat:N}}…{{/repeat}}` repeats what is within, `{{i}}` counts from 1.
 * - `{{page}}` is the number of the page view, `{{script}}` the text of the script, to be inlined.
 */
export function renderPage(source: string, { cuts, page, script }: PageView): RenderedPage {
  const [comment, config] = /^<!--server (.*?)-->\s*/s.exec(source) ?? ['', '{}'];
  const { headers = {}, nonce } = JSON.parse(config ?? '{}') as Delivery;
  const wanted = (name: string): boolean => cuts.includes('all') || cuts.includes(name);
  const body = repeat(source.slice(comment.length)).replace(
    /\{\{cut:([\w-]+)\}\}/g,
    (_, name: string) => (wanted(name) ? '{{cut}}' : ''),
  );
  // Cut, or with an address that waits for something in the page: then the page reports.
  const gated = /\{\{cut\}\}|[?&]after=/.test(body);
  const head = [
    '<meta charset="utf-8">',
    padding,
    '<link rel="icon" href="data:,">',
    `<script${nonce ? ` nonce="${nonce}"` : ''}>`,
    gated ? `window.__gate = '${page}';` : '',
    pageScript(),
    '</script>',
  ].join('\n');
  const chunks = body
    .replaceAll('{{page}}', page)
    // Functions, because scripts contain `$`.
    .replace('{{script}}', () => script)
    .replace('<head>', () => `<head>${head}`)
    .replace('<body>', `<body>${banner}`)
    .split('{{cut}}');
  return { headers, chunks };
}

function repeat(text: string): string {
  return text.replace(
    /\{\{repeat:(\d+)\}\}(.*?)\{\{\/repeat\}\}/gs,
    (_, times: string, inner: string) =>
      Array.from({ length: Number(times) }, (_, index) =>
        inner.replaceAll('{{i}}', String(index + 1)),
      ).join(''),
  );
}
