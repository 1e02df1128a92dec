import type { PublicApi } from './page/api.js';
import type { Stage } from './stage.js';
import type { View } from './view.js';

declare const tailorbird: PublicApi;

/** What such a page shows. */
export const text = { shows: ['text'] };

export const planOf = (json: string): string =>
  `<script type="application/json" data-tb-plan>${json}</script>`;

export const tagOf = (attributes = 'data-tb-automation="record"'): string =>
  `<script src="/dist/tailorbird.min.js" ${attributes}></script>`;

/** Puts a page on the server that lets its visitor choose. */
export function publish({ server }: Stage, name: string, head: string, body = ''): void {
  server.files.set(
    name,
    `<!doctype html>
    <html lang="en">
      <head><title>What a visitor does not want</title>${head}</head>
      <body>
        <p data-watch="text">Text</p>
        <button id="deny" data-tb-control="deny">Do not remember me</button>
        <button id="grant" data-tb-control="grant">Remember me</button>
        ${body}
      </body>
    </html>`,
  );
}

export const press = (view: View, id: 'deny' | 'grant'): Promise<void> =>
  view.evaluate((id) => document.getElementById(id)?.click(), id);

export const consentOf = (view: View): Promise<unknown> =>
  view.evaluate(() => tailorbird.signals['consent']);

/** Waits for a file that the page has asked for. */
export const arrived = (view: View, file: string): Promise<void> =>
  view.until(
    `${file} to arrive`,
    (file) =>
      performance
        .getEntriesByType('resource')
        .some((entry) => entry.name.includes(file) && entry.duration > 0),
    file,
  );
