/* Google's consent mode as its guide has it: commands on the data layer, a refusal by default and an update. */
import type {} from './chooser.js';

const page = window as { dataLayer?: unknown[] };
page.dataLayer ??= [];

function gtag(...command: unknown[]): void {
  // An object like `arguments`, which is what Google's own snippet pushes.
  page.dataLayer?.push({ ...command, length: command.length });
}

gtag('consent', 'default', { personalization_storage: 'denied', wait_for_update: 500 });
window.choose = (state) => gtag('consent', 'update', { personalization_storage: state });
