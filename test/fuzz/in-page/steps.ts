import type { Step } from '../page.js';
import { has, native } from './natives.js';

/** What a page's own code may ask of the script tag's global. */
export interface Api {
  readonly signals: object;
  readonly segments: readonly string[];
  readonly settled: Promise<void>;
  explain(): { readonly blocks: readonly object[]; readonly problems: readonly object[] };
  matches(audience: string): boolean | undefined;
  refresh(): void;
  stop(): void;
  set(traits: unknown): void;
  goal(id: string, detail?: object): void;
  consent(state: string): Promise<void>;
  forget(): Promise<void>;
  export(): Promise<unknown>;
}

/** A word that stands on no page. */
export const newWord = 'w0';
const newText = `${newWord} `;

/** Does what the page's own code is to do. What it needs and does not find it leaves alone. */
export async function take(
  step: Step,
  api: () => Api | undefined,
  reference: () => Document,
): Promise<void> {
  const tailorbird = api();
  switch (step.do) {
    case 'refresh':
      return tailorbird?.refresh();
    case 'stop':
      return tailorbird?.stop();
    case 'restart':
      return restart(tailorbird);
    case 'forget':
      return tailorbird?.forget();
    case 'ask':
      JSON.stringify([tailorbird?.explain(), tailorbird?.signals, tailorbird?.matches('new')]);
      await tailorbird?.export();
      return;
    case 'body':
      return replaceBody();
    case 'set':
      return tailorbird?.set(step.traits);
    case 'consent':
      return tailorbird?.consent(step.state);
    case 'route':
      return history.pushState(null, '', step.to);
    case 'goal':
      return tailorbird?.goal(step.id, { value: 1 });
    case 'clone':
    case 'empty':
    case 'move':
    case 'remove':
    case 'rerender':
    case 'rewrite':
      return changePage(step, reference);
  }
}

/** Another copy of the script takes over, as after a page's own clean-up. Trusted Types forbid it. */
async function restart(tailorbird: Api | undefined): Promise<void> {
  tailorbird?.stop();
  Reflect.deleteProperty(window, 'tailorbird');
  return new Promise((resolve) => {
    const tag = native.selectAll(document, 'script[src^="/tailorbird"]')[0];
    const script = document.createElement('script');
    script.src = tag ? (native.attribute(tag, 'src') ?? '') : '/tailorbird.js';
    for (const name of tag ? native.attributeNames(tag) : []) {
      if (name.startsWith('data-')) script.setAttribute(name, native.attribute(tag!, name) ?? '');
    }
    script.addEventListener('load', () => {
      script.remove();
      resolve();
    });
    native.root(document).append(script);
  });
}

function replaceBody(): void {
  const body = native.body(document);
  if (body) native.replaceWith(body, native.cloneNode(body, true));
}

function changePage(step: Extract<Step, { readonly n: number }>, reference: () => Document): void {
  const element = native.selectAll(document, `[data-n="${step.n}"]`)[0];
  const parent = element && native.parentNode(element);
  const body = native.body(document);
  if (!element || !parent || !body) return;
  switch (step.do) {
    case 'remove':
      return native.remove(element);
    case 'move':
      return void native.insertBefore(body, element, native.childNodes(body)[0] ?? null);
    case 'clone':
      return void native.insertBefore(parent, native.cloneNode(element, true), element);
    case 'empty':
      return native.replaceChildren(element);
    case 'rewrite':
      return native.replaceChildren(element, new Text(newText));
    case 'rerender': {
      const authored = native.selectAll(reference(), `[data-n="${step.n}"]`)[0];
      if (!authored || has(element, 'data-tb-text')) return;
      const copy = document.importNode(authored, true);
      native.replaceChildren(element, ...native.childNodes(copy));
    }
  }
}
