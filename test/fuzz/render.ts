import type { ElementPart, FuzzPage, Part, Step } from './page.js';

export interface RenderedPage {
  readonly html: string;
  /** To be sent one after the other, and the milliseconds to wait before each. */
  readonly chunks: readonly { readonly text: string; readonly pause: number }[];
  readonly headers: Readonly<Record<string, string>>;
}

const voids = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;
const nonce = 'fuzz';

/** Nothing may be asked for, nothing made of strings; scripts of the page itself have a nonce. */
const policy = [
  "default-src 'none'",
  `script-src 'nonce-${nonce}' 'strict-dynamic'`,
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "base-uri 'none'",
].join('; ');

/** Writes a page as HTML. */
export function renderPage(page: FuzzPage, script = '/tailorbird.js'): RenderedPage {
  const { body, brokenOff = 1, cuts = [], place } = page;
  const tag = `${scriptTag(page, script)}<script nonce="${nonce}">__fuzz.started()</script>`;
  const head = [
    `<!doctype html><html data-geo-country="${page.guest.country}"><head><meta charset="utf-8">`,
    `<title>Fuzz</title><script src="/probe.js" nonce="${nonce}"></script>`,
    page.traits === undefined ? '' : json('traits', page.traits),
    page.plan === undefined ? '' : json('plan', page.plan),
    place && place !== 'async' ? '' : tag,
    '</head><body>',
    place === 'body' ? tag : '',
  ].join('');
  const content = body.map(renderPart).join('');
  const end = place === 'end' ? tag : '';
  const rest = content.slice(0, Math.ceil(content.length * brokenOff));
  const text = `${rest}${end}${brokenOff < 1 ? '' : '</body></html>'}`;
  return {
    html: head + text,
    chunks: cut(text, cuts).map((piece, index) =>
      index ? piece : { text: head + piece.text, pause: 0 },
    ),
    headers: page.policy ? { 'Content-Security-Policy': policy } : {},
  };
}

function cut(text: string, cuts: FuzzPage['cuts'] = []): { text: string; pause: number }[] {
  const pieces: { text: string; pause: number }[] = [];
  let from = 0;
  let pause = 0;
  for (const [share, next] of [...cuts].sort(([a], [b]) => a - b)) {
    const at = Math.max(from, Math.round(share * text.length));
    pieces.push({ text: text.slice(from, at), pause });
    [from, pause] = [at, next];
  }
  return [...pieces, { text: text.slice(from), pause }];
}

function scriptTag({ tag = {}, place }: FuzzPage, script: string): string {
  const more = attributes({ ...tag, ...(place === 'async' && { async: '' }) });
  return `<script src="${script}" nonce="${nonce}"${more}></script>`;
}

/** JSON to stand in a script: nothing in it can end the script. */
function json(kind: string, value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `<script type="application/json" data-tb-${kind}>${text.replaceAll('<', '\\u003c')}</script>`;
}

export function renderPart(part: Part): string {
  if ('text' in part) return part.text;
  if ('raw' in part) return part.raw;
  if ('step' in part) return renderStep(part.step);
  return renderElement(part);
}

function renderStep(step: Step): string {
  const text = JSON.stringify(step).replaceAll('<', '\\u003c');
  return `<script nonce="${nonce}">__fuzz.step(${text})</script>`;
}

function renderElement({ tag, n, attributes: own, children = [], unclosed }: ElementPart): string {
  const start = `<${tag} data-n="${n}"${attributes(own ?? {})}>`;
  if (voids.test(tag)) return start;
  return `${start}${children.map(renderPart).join('')}${unclosed ? '' : `</${tag}>`}`;
}

function attributes(own: Readonly<Record<string, string>>): string {
  return Object.entries(own)
    .map(
      ([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
    )
    .join('');
}
