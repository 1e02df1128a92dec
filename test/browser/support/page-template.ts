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

/**
 * Some browsers hold the first kilobyte back to sniff the encoding, so a short first chunk would not be parsed
 * until the second arrives.
 */
const padding = `<!-- ${'.'.repeat(2048)} -->`;

/**
 * Makes a page from its file.
 *
 * - `{{cut:NAME}}` may stand anywhere, also within a tag; the page is cut there if `cuts` names it (or `all`).
 * - `{{repeat:N}}…{{/repeat}}` repeats what is within, `{{i}}` counts from 1.
 * - `{{gate}}` is where the page reports its progress, for addresses that wait for it.
 */
export function renderPage(
  source: string,
  { cuts, gate }: { readonly cuts: readonly string[]; readonly gate: string },
): RenderedPage {
  const [comment, config] = /^<!--server (.*?)-->\s*/s.exec(source) ?? ['', '{}'];
  const { headers = {}, nonce } = JSON.parse(config ?? '{}') as Delivery;
  const wanted = (name: string): boolean => cuts.includes('all') || cuts.includes(name);
  const body = repeat(source.slice(comment.length)).replace(
    /\{\{cut:([\w-]+)\}\}/g,
    (_, name: string) => (wanted(name) ? '{{cut}}' : ''),
  );
  const gated = body.includes('{{cut}}') || body.includes('{{gate}}');
  const head = [
    '<meta charset="utf-8">',
    padding,
    '<link rel="icon" href="data:,">',
    `<script${nonce ? ` nonce="${nonce}"` : ''}>`,
    gated ? `window.__gate = '${gate}';` : '',
    pageScript(),
    '</script>',
  ].join('\n');
  const chunks = body
    .replaceAll('{{gate}}', gate)
    // A function, because the script contains `$`.
    .replace('<head>', () => `<head>${head}`)
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
