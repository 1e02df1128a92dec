/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

type Part = string | number | undefined | Html | readonly Part[];

/**
 * Builds HTML in which every value that is put in stays text: only what stands in the template itself is markup.
 *
 * @example html`<p title="${name}">${name}</p>`
 */
export function html(markup: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return {
    html: markup.reduce((text, piece, index) => text + render(parts[index - 1]) + piece),
  };
}

function render(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
