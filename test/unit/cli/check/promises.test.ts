import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../../src/cli/check/codes.js';
import { check, page } from './checking.js';

/*
 * What `check` promises to find, each in the smallest page that has it, and beside it what is nearly the same and right:
 * told of the first is that one thing and how bad it is, of the second nothing.
 */

type Told = `${Severity} ${string}`;

const head = (inside: string, body = hero('returning')): string =>
  `<!doctype html><html lang="en"><head>${inside}</head><body>${body}</body></html>`;
const script = '<script src="tailorbird.min.js"></script>';
const variant = (audience: string, more = '', inside = '<h1>Hi</h1>'): string =>
  `<template data-tb-for="${audience}" ${more}>${inside}</template>`;
const block = (inside: string, more = ''): string =>
  `<section data-tb-block="hero" ${more}>${inside}</section>`;
function hero(...audiences: readonly string[]): string {
  return block(`${audiences.map((audience) => variant(audience)).join('')}<h1>Welcome</h1>`);
}
const count = (test: object) => ({ when: { 'visits.count': test } });
const arms = (first = '', second = ''): string =>
  block(
    `${variant('new', first)}${variant('new', `data-tb-variant="b" ${second}`)}<h1>Welcome</h1>`,
  );
const experiment = (settings: object) => ({ experiments: { 'hero:new': settings } });
const json = (plan: object): string =>
  `<script type="application/json" data-tb-plan>${JSON.stringify(plan)}</script>`;

const promises: readonly (readonly [what: string, wrong: string, told: Told, right: string])[] = [
  ['an unknown segment', page(hero('retruning')), 'error unknown-segment', page(hero('returning'))],
  [
    'an audience that cannot be read',
    page(hero('new,mobile')),
    'error bad-audience',
    page(hero('new mobile')),
  ],
  [
    'a variant that an earlier one takes all visitors of, by reasoning',
    page(hero('regular', 'fan'), {
      segments: [
        { id: 'fan', ...count({ $gte: 5 }) },
        { id: 'regular', ...count({ $gte: 3 }) },
      ],
    }),
    'error variant-unreachable',
    page(hero('fan', 'regular'), {
      segments: [
        { id: 'fan', ...count({ $gte: 5 }) },
        { id: 'regular', ...count({ $gte: 3 }) },
      ],
    }),
  ],
  [
    'a condition that contradicts itself',
    page(hero('odd'), { segments: [{ id: 'odd', ...count({ $gte: 5, $lt: 3 }) }] }),
    'error never-matches',
    page(hero('odd'), { segments: [{ id: 'odd', ...count({ $gte: 3, $lt: 5 }) }] }),
  ],
  [
    'a segment that nobody uses',
    page(hero('new'), { segments: [{ id: 'fan', ...count({ $gte: 5 }) }] }),
    'hint segment-unused',
    page(hero('fan'), { segments: [{ id: 'fan', ...count({ $gte: 5 }) }] }),
  ],
  [
    'a segment that one of a higher rank stands before',
    page(hero('fan', 'regular'), {
      segments: [
        { id: 'regular', ...count({ $gte: 3 }) },
        { id: 'fan', ...count({ $gte: 5 }) },
      ],
    }),
    'warning segment-shadowed',
    page(hero('fan', 'regular'), {
      segments: [
        { id: 'fan', ...count({ $gte: 5 }) },
        { id: 'regular', ...count({ $gte: 3 }) },
      ],
    }),
  ],
  ['no default', page(block(variant('new'))), 'warning default-missing', page(hero('new'))],
  [
    'an empty default',
    page(block(`${variant('new')} <div><p> </p></div>`)),
    'warning default-missing',
    page(hero('new')),
  ],
  [
    'a default before its variants',
    page(block(`<h1>Welcome</h1>${variant('new')}`)),
    'hint default-first',
    page(hero('new')),
  ],
  [
    'a variant that is not hidden',
    page(block(`${variant('new')}<h1>Welcome</h1><p data-tb-for="mobile">On the road</p>`)),
    'warning variant-visible',
    page(
      block(`${variant('new')}<h1 hidden data-tb-for="mobile">On the road</h1><h1>Welcome</h1>`),
    ),
  ],
  [
    'two blocks of one id',
    page(hero('new') + hero('mobile')),
    'error block-duplicate',
    page(hero('new') + hero('new')),
  ],
  [
    'a token without a text of its own',
    page('<b data-tb-text="traits.firstName"></b>'),
    'warning token-fallback',
    page('<b data-tb-text="traits.firstName">friend</b>'),
  ],
  [
    'a goal without an id',
    page('<button data-tb-goal>Go</button>'),
    'error goal-id',
    page('<button data-tb-goal="go">Go</button>'),
  ],
  ['no script tag', head(''), 'error script-missing', head(script)],
  ['async', head(script.replace(' ', ' async ')), 'warning late-start', head(script)],
  ['defer', head(script.replace(' ', ' defer ')), 'warning late-start', head(script)],
  ['a module', head(script.replace(' ', ' type="module" ')), 'warning late-start', head(script)],
  [
    'a script tag after the first block',
    head('', hero('new') + script),
    'warning late-start',
    head('', script + hero('new')),
  ],
  ['a script tag twice', head(script + script), 'warning script-twice', head(script)],
  ['a plan after the script', head(script + json({})), 'error plan-order', head(json({}) + script)],
  [
    'an experiment with one arm',
    page(hero('new'), experiment({ version: 2 })),
    'warning experiment-one-arm',
    page(arms(), experiment({ version: 2 })),
  ],
  [
    'a weight without another',
    page(block(`${variant('new', 'data-tb-weight="2"')}<h1>Welcome</h1>`)),
    'warning experiment-one-arm',
    page(arms('data-tb-weight="2"')),
  ],
  [
    'a weight of zero',
    page(arms('', 'data-tb-weight="0"')),
    'warning experiment-weights',
    page(arms('', 'data-tb-weight="0.1"')),
  ],
  [
    'weights of zero',
    page(arms('data-tb-weight="0"', 'data-tb-weight="0"')),
    'error experiment-weights',
    page(arms()),
  ],
  [
    'a negative weight',
    page(arms('', 'data-tb-weight="-1"')),
    'error bad-number',
    page(arms('', 'data-tb-weight="1"')),
  ],
  [
    'a negative weight of a plan',
    page(arms(), experiment({ weights: { b: -1 } })),
    'error plan-value',
    page(arms(), experiment({ weights: { b: 1 } })),
  ],
  [
    'an experiment that has ended',
    page(arms(), experiment({ until: '2026-05-31' })),
    'warning experiment-over',
    page(arms(), experiment({ until: '2026-06-01' })),
  ],
  [
    'a holdout out of range',
    page(block(`${variant('new')}<h1>Welcome</h1>`, 'data-tb-holdout="10"')),
    'error bad-number',
    page(block(`${variant('new')}<h1>Welcome</h1>`, 'data-tb-holdout="0.1"')),
  ],
  [
    'a plan’s holdout out of range',
    page(hero('new'), { holdout: 5 }),
    'error plan-value',
    page(hero('new'), { holdout: 0.05 }),
  ],
  ...['healthCondition', 'religion', 'politicalParty', 'sexual_orientation'].flatMap(
    (key) =>
      [
        [
          `a trait, ${key}`,
          page(`<input data-tb-trait="${key}">`),
          'warning sensitive-trait',
          page('<input data-tb-trait="role">'),
        ],
        [
          `a trait that the page supplies, ${key}`,
          page(`<p>a</p>`).replace(
            '<script',
            `<script type="application/json" data-tb-traits>{"a":{"${key}":1}}</script><script`,
          ),
          'warning sensitive-trait',
          page(`<p>a</p>`).replace(
            '<script',
            `<script type="application/json" data-tb-traits>{"a":{"role":1}}</script><script`,
          ),
        ],
        [
          `a trait of the data layer, ${key}`,
          page(hero('new'), { traits: { dataLayer: [key] } }),
          'warning sensitive-trait',
          page(hero('new'), { traits: { dataLayer: ['role'] } }),
        ],
      ] as const,
  ),
  ...[
    'input',
    'img',
    'br',
    'textarea',
    'style',
    'iframe',
    'noscript',
    'title',
    'option',
    'svg',
  ].map(
    (name) =>
      [
        `<${name}> as a block`,
        page(`<${name} data-tb-block="b"></${name}>`),
        'error block-element',
        page(`<div data-tb-block="b">${variant('new')}<${name}></${name}>a</div>`),
      ] as const,
  ),
  [
    'mobile inside desktop',
    page(
      block(
        `${variant('desktop', '', '<h1>Hi</h1><p hidden data-tb-for="mobile">Swipe</p>')}<h1>Welcome</h1>`,
      ),
    ),
    'error nested-never',
    page(
      block(
        `${variant('desktop', '', '<h1>Hi</h1><p hidden data-tb-for="new">Click</p>')}<h1>Welcome</h1>`,
      ),
    ),
  ],
  [
    'a heading lost',
    page(block(`${variant('new', '', '<p>Hi</p>')}<h1>Welcome</h1>`)),
    'warning heading-lost',
    page(hero('new')),
  ],
  [
    'a landmark lost',
    page(block(`${variant('new', '', '<div>Hi</div>')}<nav>Welcome</nav>`)),
    'warning heading-lost',
    page(block(`${variant('new', '', '<nav>Hi</nav>')}<nav>Welcome</nav>`)),
  ],
  [
    'an image without a size',
    page(block(`${variant('new', '', '<h1>Hi</h1><img src="a.png" alt="">')}<h1>Welcome</h1>`)),
    'warning image-size',
    page(
      block(
        `${variant('new', '', '<h1>Hi</h1><img src="a.png" alt="" width="4" height="3">')}<h1>Welcome</h1>`,
      ),
    ),
  ],
  [
    'an image without a size that is itself the variant',
    page(block('<img hidden data-tb-for="new" src="a.png" alt=""><p>Welcome</p>')),
    'warning image-size',
    page(
      block('<img hidden data-tb-for="new" src="a.png" alt="" width="4" height="3"><p>Welcome</p>'),
    ),
  ],
  ['another language unsaid', page(hero('lang:de')), 'warning lang-missing', page(hero('lang:en'))],
];

describe.each(promises)('%s', (_, wrong, told, right) => {
  const findings = (text: string) =>
    check({ 'page.html': text }).findings.map(({ severity, code }) => `${severity} ${code}`);

  test('is told', () => expect(new Set(findings(wrong))).toEqual(new Set([told])));
  test('what is right is not', () => expect(findings(right)).toEqual([]));
});
