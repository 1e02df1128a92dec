/** Pages with any number of elements and blocks. */
import { readFileSync } from 'node:fs';
import { bundle } from '../support/bundle.mjs';

const dist = (name) => readFileSync(new URL(`../../../dist/${name}`, import.meta.url), 'utf8');

/** A page's own elements, as in a long list, with blocks spread evenly among them. */
export function makePage({ elements, blocks, head = '' }) {
  const rows = Math.round(elements / 5);
  const every = blocks ? Math.max(1, Math.floor(rows / blocks)) : Infinity;
  const parts = [];
  for (let row = 0, block = 0; row < rows; row++) {
    parts.push(
      `<div class="row"><a href="#${row}">Link ${row}</a><p>Some words <b>${row}</b></p><i></i></div>`,
    );
    if (row % every === 0 && block < blocks) {
      parts.push(
        `<section id="b${block}" data-tb-block="b${block}"><template data-tb-for="campaign:spring"><h2>Spring ${block}</h2></template><h2>Default ${block}</h2></section>`,
      );
      block++;
    }
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Growth</title><link rel="icon" href="data:,">
<style>.row{height:20px;overflow:hidden;contain:strict}</style>${head}</head><body><main>${parts.join('\n')}</main></body></html>`;
}

export const tailorbird = `<script>${dist('tailorbird.min.js')}</script>`;

/** dom-mutator keeps as many regions changed as Tailorbird has blocks. @param {number} blocks */
export async function domMutator(blocks) {
  const code = await bundle("import mutate from 'dom-mutator'; globalThis.mutate = mutate;");
  return `<script>${code}
for(let index=0;index<${blocks};index++)mutate.declarative({selector:"#b"+index,attribute:"html",action:"set",value:"<h2>Spring</h2>"})</script>`;
}

/** The npm module and what it imports, by address. */
export const modules = {
  '/index.js': dist('index.js'),
  '/idb-keyval.js': readFileSync(new URL(import.meta.resolve('idb-keyval')), 'utf8'),
};
