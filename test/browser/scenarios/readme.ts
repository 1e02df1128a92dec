import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { examples, withClaims } from '../../support/readme.js';
import type { Scenarios, Stage } from '../support/stage.js';

const [hero = '', queue = '', pair = '', plan = ''] = examples('html');
const [npm = ''] = examples('js');
const idbKeyval = createRequire(import.meta.url)
  .resolve('idb-keyval')
  .replace(/\.cjs$/, '.js');

/** Puts an example on a page: every text in it can be watched by what it says. */
function serve(stage: Stage, example: string): void {
  const watched = example.replace(
    /<(h1|p|span)([^>]*)>([^<]+)(?=<)/g,
    (_, tag: string, rest: string, text: string) =>
      `<${tag}${rest} data-watch="${text.trim()}">${text}`,
  );
  const scripted = watched.replace(
    'src="tailorbird.min.js"',
    'src="/dist/tailorbird.min.js" data-tb-automation="record"',
  );
  const page = scripted.includes('<html')
    ? scripted
    : `<!doctype html><html lang="en"><head><title>Example</title></head><body>${scripted}</body></html>`;
  stage.server.files.set('readme.html', page);
}

const shows = (...texts: string[]): { shows: string[] } => ({ shows: texts });

export const readme: Scenarios = {
  'the first example: a new visitor, a campaign, a later visit, a country': async (stage) => {
    serve(stage, hero);
    await stage.visit('readme.html', shows('Welcome'));
    const view = await stage.visit('readme.html?utm_campaign=spring', shows('Spring sale'));
    await view.until('the visit is stored', () => localStorage.getItem('tailorbird') !== null);
    await stage.visit('readme.html?clock=+1d', shows('Welcome back'));
    serve(stage, hero.replace('<html lang="en">', '<html lang="en" data-geo-country="DE">'));
    await stage.visit('readme.html?clock=+2d', shows('Willkommen zurück'));
  },

  'calls made before the script arrived': async (stage) => {
    serve(stage, queue);
    const view = await stage.visit('readme.html', shows('friend', 'Hello'));
    expect(await view.evaluate(() => document.querySelector('p')?.textContent)).toBe('Hello Ann!');
  },

  'a pair of elements': async (stage) => {
    serve(stage, `<script src="tailorbird.min.js"></script>${pair}`);
    const view = await stage.visit('readme.html', shows('Nice to meet you.'));
    await view.until('the visit is stored', () => localStorage.getItem('tailorbird') !== null);
    await stage.visit('readme.html?clock=+1d', shows('Good to see you again.'));
  },

  'the plan': async (stage) => {
    serve(
      stage,
      `${plan.replace('<script type', '<script type="application/json" data-tb-traits>{"company.employee_count": 900}</script><script type')}
       <div data-tb-block="a"><template data-tb-for="enterprise"><p>For enterprises</p></template><p>For all</p></div>`,
    );
    await stage.visit('readme.html', shows('For enterprises'));
  },

  'the npm module': async (stage) => {
    stage.server.files.set('idb-keyval.js', readFileSync(idbKeyval, 'utf8'));
    stage.server.files.set(
      'module.js',
      `const claims = []; ${withClaims(npm)} window.tailorbird = tailorbird; window.claims = claims;`,
    );
    serve(
      stage,
      `<script type="importmap">{ "imports": { "tailorbird": "/dist/index.js", "idb-keyval": "/idb-keyval.js" } }</script>
       <script type="module" src="/module.js"></script><p>Text</p>`,
    );
    const view = await stage.visit('readme.html', shows('Text'));
    const claims = await view.evaluate(
      () => (window as unknown as { claims: [unknown, unknown][] }).claims,
    );
    expect(claims).toHaveLength(2);
    for (const [actual, expected] of claims) expect(actual).toEqual(expected);
  },
};
