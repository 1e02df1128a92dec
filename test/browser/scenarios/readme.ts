import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import { examples, withClaims } from '../../support/readme.js';
import type { PublicApi } from '../support/page/api.js';
import type { Scenarios, Stage } from '../support/stage.js';
import { waitFor } from '../support/wait.js';

/** The example that holds a text. */
function example(language: 'html' | 'js', text: string): string {
  const [found, another] = examples(language).filter((code) => code.includes(text));
  if (!found || another) throw new Error(`not one example with ${text}`);
  return found;
}

const hero = example('html', '<!doctype html>');
const queue = example('html', 'window.tailorbird ||');
const pair = example('html', 'Nice to meet you');
const topics = example('html', 'data-tb-topic');
const answers = example('html', 'data-tb-trait');
const controls = example('html', 'data-tb-control');
const experiment = example('html', 'data-tb-holdout');
const reasons = example('html', 'why.min.js');
const plan = example('html', 'data-tb-plan');
const npm = example('js', 'start({');
const npmConsent = example('js', 'tailorbird/consent/tcf');
const tag = '<script src="tailorbird.min.js"></script>';

declare const tailorbird: PublicApi;

const idbKeyval = createRequire(import.meta.url)
  .resolve('idb-keyval')
  .replace(/\.cjs$/, '.js');

/** As a bundler would find them. */
const imports = {
  tailorbird: '/dist/index.js',
  'idb-keyval': '/idb-keyval.js',
  'tailorbird/consent/tcf': '/dist/consent/tcf.min.js',
};

/** A page whose own module is an example; `head` comes before it. */
function serveModule(stage: Stage, module: string, head = ''): void {
  stage.server.files.set('idb-keyval.js', readFileSync(idbKeyval, 'utf8'));
  stage.server.files.set('module.js', `${module} window.tailorbird = tailorbird;`);
  serve(
    stage,
    `<script type="importmap">${JSON.stringify({ imports })}</script>${head}
     <script type="module" src="/module.js"></script><p>Text</p>`,
  );
}

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
    serve(stage, `${tag}${pair}`);
    const view = await stage.visit('readme.html', shows('Nice to meet you.'));
    await view.until('the visit is stored', () => localStorage.getItem('tailorbird') !== null);
    await stage.visit('readme.html?clock=+1d', shows('Good to see you again.'));
  },

  'a topic that was read, and a block for who read it': async (stage) => {
    serve(stage, tag + topics);
    const view = await stage.visit('readme.html', shows());
    const text = (): Promise<string | undefined> =>
      view.evaluate(() => document.querySelector('section')?.textContent.trim());
    expect(await text()).toBe('All our shoes');
    await view.until(
      'the article counts',
      async () => !!(await tailorbird.export())?.interests['running'],
    );
    const next = await stage.visit('readme.html?clock=+1m', shows());
    await next.until('a second view counts', async () => {
      return ((await tailorbird.export())?.interests['running']?.score ?? 0) > 1.5;
    });
    await stage.visit('readme.html?clock=+2m', shows());
    expect(await text()).toBe('Shoes for your next race');
  },

  'questions without code': async (stage) => {
    serve(stage, tag + answers);
    const view = await stage.visit('readme.html', shows('Made for'));
    await view.evaluate(() => {
      document.querySelector('button')?.click();
      const field = document.querySelector('input');
      if (!field) return;
      field.value = 'Ann';
      field.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await view.until(
      'the page answers',
      () =>
        document.querySelector('p')?.textContent === 'Made for Ann' &&
        tailorbird.matches('traits.role:developer') === true,
    );
  },

  "the visitor's own controls": async (stage) => {
    serve(stage, `${hero.replace('</body>', `${controls}</body>`)}`);
    const view = await stage.visit('readme.html?utm_campaign=spring', shows('Spring sale'));
    const pressed = (): Promise<(string | null)[]> =>
      view.evaluate(() =>
        [...document.querySelectorAll('button')].map((button) =>
          button.getAttribute('aria-pressed'),
        ),
      );
    expect(await pressed()).toEqual(['false', 'false', null]);
    await view.next(shows('Welcome'), () => document.querySelector('button')?.click());
    expect(await pressed()).toEqual(['true', 'false', null]);
    await view.until('the wish is on record', async () => !!(await tailorbird.export())?.plain);
    const again = await stage.visit('readme.html?utm_campaign=spring&again', shows('Welcome'));
    await again.next(shows('Spring sale'), () =>
      document.querySelectorAll('button').forEach((button) => button.click()),
    );
    expect(await pressed()).toEqual(['false', 'true', null]);
    await again.until('nothing is stored', async () => {
      const databases = await indexedDB.databases();
      return !databases.length && !localStorage.length;
    });
  },

  'an experiment and its goal are told': async (stage) => {
    serve(stage, experiment);
    const view = await stage.visit('readme.html?utm_campaign=summer', shows('Flowers'));
    expect(stage.server.posts).toEqual([]);
    // Which of the arms is drawn: each visitor has one, and it is told.
    const arms = { a: 'Tulips for spring', b: 'Your garden, now', default: 'Flowers' };
    const tab = await stage.openTab();
    await tab.goto(`${stage.server.origin}/readme.html?utm_campaign=spring`);
    let shown: keyof typeof arms | undefined;
    await waitFor('the block to be decided', async () => {
      shown = await tab.evaluate(
        () => document.querySelector('[data-tb-shown]')?.getAttribute('data-tb-shown') as 'a',
      );
      return shown in arms;
    });
    await stage.visit('readme.html?utm_campaign=spring&again', shows(arms[shown!]));
    await view.evaluate(() => document.querySelector('button')?.click());
    await view.until('the data layer knows', () => {
      const { dataLayer = [] } = window as { dataLayer?: { event?: string }[] };
      return dataLayer.some(({ event }) => event === 'goal_signup');
    });
    // Leaving sends what has not been sent.
    await stage.visit('readme.html?utm_campaign=summer&last', shows('Flowers'));
    const events = (): { type: string; variant?: string; goal?: string; value?: number }[] =>
      stage.server.posts.flatMap(({ body }) =>
        body.split('\n').flatMap((line) => (line ? [JSON.parse(line) as { type: string }] : [])),
      );
    await waitFor('both events to arrive', () =>
      Promise.resolve(new Set(events().map(({ type }) => type)).size === 2),
    );
    expect(events().find(({ type }) => type === 'exposure')?.variant).toBe(shown);
    expect(events().find(({ type }) => type === 'goal')).toMatchObject({
      goal: 'signup',
      value: 49,
    });
  },

  'why do I see this?': async (stage) => {
    serve(stage, hero.replace('</body>', `${reasons.replace('./why', '/dist/why')}</body>`));
    const view = await stage.visit('readme.html?utm_campaign=spring', shows('Spring sale'));
    await view.evaluate(() => document.getElementById('why')?.click());
    const said = await view.evaluate(() => document.getElementById('because')?.textContent);
    expect(said).toBe(
      'You see this version because the campaign that brought you here is “spring” (the address that brought you here says so).',
    );
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
    serveModule(stage, `const claims = []; ${withClaims(npm)} window.claims = claims;`);
    const view = await stage.visit('readme.html', shows('Text'));
    const claims = await view.evaluate(
      () => (window as unknown as { claims: [unknown, unknown][] }).claims,
    );
    expect(claims).toHaveLength(2);
    for (const [actual, expected] of claims) expect(actual).toEqual(expected);
  },

  'the npm module with a consent manager': async (stage) => {
    // https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
    const manager = `<script>
      window.__tcfapi = (command, version, listen) => {
        const consents = JSON.parse(sessionStorage.getItem('purposes') ?? '{}');
        listen({ eventStatus: 'tcloaded', gdprApplies: true, purpose: { consents } }, true);
      };
    </script>`;
    serveModule(stage, npmConsent, manager);
    const view = await stage.visit('readme.html', shows('Text'));
    await view.until('nobody has agreed', () => tailorbird.signals['consent'] === 'denied');
    await view.evaluate(() =>
      sessionStorage.setItem('purposes', JSON.stringify({ 1: true, 5: true, 6: true })),
    );
    const next = await stage.visit('readme.html?next', shows('Text'));
    await next.until('the manager grants', () => tailorbird.signals['consent'] === 'granted');
  },
};
