import { describe, expect, test } from 'vitest';
import { check, codesOf, codesOfPage, page } from './checking.js';

/* Each rule by what it says and by what it leaves alone; the page of mistakes has one of each. */

const block = (variants: string, more = ''): string =>
  `<section data-tb-block="hero" ${more}>${variants}<h1>Welcome</h1></section>`;
const template = (audience: string, more = ''): string =>
  `<template data-tb-for="${audience}" ${more}><h1>Hello</h1></template>`;

describe('audiences', () => {
  test.each<[string, string[]]>([
    ['returning', []],
    ['returning+country:DE mobile+!email', []],
    ['traits.company.industry:Software', []],
    ['goal:signup', []],
    ['page.query.ref:newsletter', []],
    ['returning,mobile', ['bad-audience']],
    ['contry:DE', ['bad-audience']],
    ['', ['bad-audience']],
    ['gold', ['unknown-segment']],
    ['!gold', ['unknown-segment']],
    ['device:phone', ['impossible-value']],
    ['channel:email', []],
    ['country:UK', ['impossible-value']],
    ['geo.contry:DE', ['unknown-signal']],
    ['mobile+desktop', ['never-matches']],
    ['returning mobile+tablet', ['never-matches']],
    ['traits.role:a+traits.role:b', ['never-matches']],
    ['traits.religion:none', ['sensitive-trait']],
    ['interest:pregnancy', ['sensitive-trait']],
  ])('%s', (audience, expected) => expect(codesOf(block(template(audience)))).toEqual(expected));

  test('name the nearest word', () => {
    const { findings } = check({ 'page.html': page(block(template('mobil contry:DE'))) });
    expect(findings.map(({ advice }) => advice)).toEqual(
      ['Did you mean "country:DE"?', 'Did you mean "mobile"?'].reverse(),
    );
  });

  test('what a site supplies may be a list: then it is a warning', () => {
    const severity = (audience: string) =>
      check({ 'page.html': page(block(template(audience))) }).findings[0]!.severity;
    expect(severity('traits.role:a+traits.role:b')).toBe('warning');
    expect(severity('mobile+desktop')).toBe('error');
  });

  describe('lists', () => {
    const told = (test: object, audience = 'fullstack', path = 'traits.skills') => {
      const plan = { segments: [{ id: 'fullstack', when: { [path]: test } }] };
      return check({ 'page.html': page(block(template(audience)), plan) }).findings;
    };

    test.each<[string, object]>([
      ['$size', { $size: 3 }],
      ['$all', { $all: ['js', 'sql'] }],
      ['$elemMatch', { $elemMatch: { $gte: 3, $lt: 5 } }],
      ['a whole list', ['js', 'sql']],
      ['one of several lists', { $in: [['js'], ['sql']] }],
      ['operators beside each other', { $all: ['js', 'sql'], $size: 2, $nin: ['css'] }],
    ])('%s asks for one', (_, test) => {
      expect(told(test)).toEqual([]);
      expect(told(test, '!fullstack')).toEqual([]);
      expect(told(test, 'fullstack+traits.skills:js+traits.skills:sql')).toEqual([]);
    });

    test.each<[string, object]>([
      ['the same twice', { $all: ['js', 'js'], $ne: 'js' }],
      ['two lengths', { $size: 2, $all: ['js', 'sql'], $not: { $size: 2 } }],
    ])('%s contradicts itself, even so', (_, test) => {
      expect(told(test).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
        'error never-matches',
      ]);
    });

    test('are what some signals never are', () => {
      expect(told({ $all: [1, 2] }, 'fullstack', 'visits.count')).toMatchObject([
        { code: 'never-matches', severity: 'error' },
      ]);
    });
  });

  test('what a segment asks for in vain is told once, where it is defined', () => {
    const segments = [{ id: 'both', when: { 'traits.role': { $gte: 5, $lt: 3 } } }];
    const { findings } = check({ 'page.html': page(block(template('both')), { segments }) });
    expect(findings.map(({ code, line }) => `${line} ${code}`)).toEqual(['1 never-matches']);
    expect(findings[0]!.message).toContain('unless traits.role is a list');
  });

  test('whoever is outside of a segment that takes everybody is nobody', () => {
    const when = {
      $or: [{ 'visits.count': { $gte: 3 } }, { 'visits.count': { $not: { $gte: 2 } } }],
    };
    const plan = {
      segments: [{ id: 'all', when: { ...when, $or: [...when.$or, { 'visits.count': 2 }] } }],
    };
    expect(check({ 'page.html': page(block(template('!all')), plan) }).findings).toMatchObject([
      {
        code: 'never-matches',
        severity: 'error',
        message: 'No visitor is "!all": this audience never matches.',
        advice: 'Look at what "all" asks for: it leaves nobody out.',
      },
    ]);
  });

  test('a segment that code of the page mentions may be defined there', () => {
    const script = '<script type="module">start({ segments: [{ id: "gold", when }] })</script>';
    expect(codesOf(script + block(template('gold')))).toEqual([]);
    expect(codesOf(script + block(template('silver')))).toEqual(['unknown-segment']);
  });
});

describe('the order of variants', () => {
  const plan = {
    segments: [
      { id: 'often', when: { 'visits.count': { $gte: 5 } } },
      { id: 'thrice', when: { 'visits.count': { $gte: 3 } } },
    ],
  };
  test.each<[string, string[], string[]]>([
    ['the more particular one first', ['often', 'thrice'], []],
    ['the more general one first', ['thrice', 'often'], ['variant-unreachable']],
    ['an experiment', ['often', 'often', 'thrice'], []],
    ['an experiment with another between', ['thrice', 'mobile', 'thrice'], []],
    [
      'the same in other words',
      ['thrice+mobile', 'mobile+thrice', 'often'],
      ['variant-unreachable'],
    ],
    [
      'several together',
      ['mobile', 'tablet', 'desktop', 'device:*+often+thrice'],
      ['variant-unreachable'],
    ],
    ['white space makes no difference', ['often  mobile', 'often mobile', 'thrice'], []],
  ])('%s', (_, audiences, expected) => {
    const variants = audiences.map((audience) => template(audience)).join('');
    // Both segments are used anyhow.
    const both = `<p hidden data-tb-for="often">a</p><p hidden data-tb-for="thrice">b</p>`;
    expect(codesOf(block(variants) + both, plan)).toEqual(expected);
  });

  test('says what takes them, and how sure it is', () => {
    const { findings } = check({
      'page.html': page(block(template('thrice') + template('often')), plan),
    });
    expect(findings.find(({ code }) => code === 'variant-unreachable')).toMatchObject({
      severity: 'error',
      message:
        'Nobody gets to see this: everybody who is "often" is "thrice" too, and that variant stands first.',
      advice: 'Put the more particular variant first.',
    });
  });
});

/* Of a list one item meets one comparison and another the next: whoever ticked two boxes is both. */
describe('what holds unless a trait is a list', () => {
  const told = (body: string, ...segments: readonly (readonly [id: string, when: object])[]) =>
    check({
      'page.html': page(body, { segments: segments.map(([id, when]) => ({ id, when })) }),
    }).findings.filter(({ code }) => code !== 'segment-unused');
  const role = (test: unknown): object => ({ 'traits.role': test });
  const unless = expect.stringContaining(', unless traits.role is a list') as string;

  test.each<[string, object, object]>([
    ['$ne', role({ $ne: 'dev' }), role('boss')],
    ['$nin', role({ $nin: ['dev', 'sales'] }), role('boss')],
    ['$not', role({ $not: { $gte: 5 } }), role({ $lt: 5 })],
    ['$not', role({ $not: { $startsWith: 'dev' } }), role({ $startsWith: 'boss' })],
  ])('by %s, it is said', (_, first, second) => {
    const findings = told(
      block(template('first') + template('second')),
      ['first', first],
      ['second', second],
    );
    expect(findings).toMatchObject([
      { code: 'segment-shadowed', severity: 'warning', message: unless },
      { code: 'variant-unreachable', severity: 'warning', message: unless },
    ]);
  });

  test('by terms of an audience, in the order of variants and within another', () => {
    const order = block(template('!traits.role:dev') + template('traits.role:boss'));
    expect(told(order)).toMatchObject([{ code: 'variant-unreachable', message: unless }]);
    const inner = '<p hidden data-tb-for="traits.role:boss">More</p>';
    const nested = block(`<template data-tb-for="traits.role:dev"><h1>A</h1>${inner}</template>`);
    expect(told(nested)).toMatchObject([
      { code: 'nested-never', severity: 'warning', message: unless },
    ]);
    const rest = block(`${template('!traits.role:dev')}<div>${inner}</div>`);
    expect(told(rest)).toMatchObject([
      { code: 'nested-never', severity: 'warning', message: unless },
    ]);
  });

  test('of several signals, each is named; of many none', () => {
    const shadows = (names: string) => {
      const terms = names.split(' ').map((name) => `traits.${name}:a`);
      const [first] = terms;
      const [finding] = told(
        block(template(`!${first!.replace(':a', ':b')}`) + template(terms.join('+'))),
      );
      return /unless .*? is a list/.exec(finding!.message)?.[0];
    };
    expect(shadows('a b')).toBe('unless traits.a or traits.b is a list');
    expect(shadows('a b c d')).toBe('unless a trait is a list');
  });

  test('what holds of lists too is said without, by the variant that is sure to take them', () => {
    const findings = told(
      block(
        template('!traits.role:dev') +
          template('returning') +
          template('returning+traits.role:boss'),
      ),
    );
    expect(findings).toMatchObject([
      {
        severity: 'error',
        message:
          'Nobody gets to see this: everybody who is "returning+traits.role:boss" is "returning" too, and that variant stands first.',
      },
    ]);
    const ranks = told(
      block(template('boss') + template('any')),
      ['any', role({ $exists: true })],
      ['boss', role('boss')],
    );
    expect(ranks).toMatchObject([{ code: 'segment-shadowed' }]);
    expect(ranks[0]!.message).not.toContain('unless');
  });
});

describe('what stands within', () => {
  const inner = (audience: string): string => `<p hidden data-tb-for="${audience}">More</p>`;
  test.each<[string, string, string[]]>([
    [
      'another device',
      `<template data-tb-for="desktop"><h1>A</h1>${inner('mobile')}</template>`,
      ['nested-never'],
    ],
    [
      'another country',
      `<template data-tb-for="country:DE"><h1>A</h1>${inner('country:FR')}</template>`,
      ['nested-never'],
    ],
    [
      'something else',
      `<template data-tb-for="desktop"><h1>A</h1>${inner('returning')}</template>`,
      [],
    ],
    [
      'what was taken above',
      `${template('returning')}<template data-tb-for="mobile"><h1>A</h1>${inner('returning')}</template>`,
      ['nested-never'],
    ],
    [
      'a block in a variant',
      `<template data-tb-for="new"><h1>A</h1><div data-tb-block="b"><template data-tb-for="returning">x</template>y</div></template>`,
      ['nested-never'],
    ],
    ['the default', `${template('returning')}<div>${inner('returning')}</div>`, ['nested-never']],
    [
      'the default, of which others are kept too',
      `${template('mobile')}<div>${inner('returning')}</div>`,
      [],
    ],
  ])('%s', (_, variants, expected) => expect(codesOf(block(variants))).toEqual(expected));

  test('the default of a block with a holdout is seen by those who are held out', () => {
    const variants = `${template('returning')}<div>${inner('returning')}</div>`;
    expect(codesOf(block(variants, 'data-tb-holdout="0.1"'))).toEqual([]);
  });
});

describe('blocks', () => {
  test.each<[string, string, string[]]>([
    ['a hidden element', block('<div hidden data-tb-for="returning"><h1>A</h1></div>'), []],
    [
      'a visible one',
      block('<div data-tb-for="returning"><h1>A</h1></div>'),
      ['no-variants', 'variant-visible'],
    ],
    [
      'no default',
      '<div data-tb-block="b"><template data-tb-for="new">x</template></div>',
      ['default-missing'],
    ],
    [
      'an empty default',
      '<div data-tb-block="b"><template data-tb-for="new">x</template><p> </p></div>',
      ['default-missing'],
    ],
    [
      'an image as default',
      '<div data-tb-block="b"><template data-tb-for="new">x</template><p><img src="a.png" alt=""></p></div>',
      [],
    ],
    [
      'a custom element as default',
      '<div data-tb-block="b"><template data-tb-for="new">x</template><my-card></my-card></div>',
      [],
    ],
    [
      'a default first',
      '<div data-tb-block="b">x<template data-tb-for="new">y</template></div>',
      ['default-first'],
    ],
    ['a void element', '<input data-tb-block="b">', ['block-element']],
    ['an svg', '<svg data-tb-block="b"></svg>', ['block-element']],
    [
      'an experiment',
      block(template('new', 'data-tb-variant="a"') + template('new', 'data-tb-variant="b"')),
      [],
    ],
    [
      'arms of one name',
      block(template('new', 'data-tb-variant="a"') + template('new', 'data-tb-variant="a"')),
      ['experiment-names'],
    ],
    [
      'no weight at all',
      block(template('new', 'data-tb-weight="0"') + template('new', 'data-tb-weight="0"')),
      ['experiment-weights'],
    ],
    ['the same block twice', block(template('new')) + block(template('new')), []],
    [
      'another block of that id',
      block(template('new')) + block(template('mobile')),
      ['block-duplicate'],
    ],
    [
      'a pair outside of blocks',
      '<p hidden data-tb-for="returning">a</p><p data-tb-for="!returning">b</p>',
      [],
    ],
  ])('%s', (_, body, expected) => expect(codesOf(body)).toEqual(expected));
});

describe('what variants hold', () => {
  const of = (inside: string, byDefault: string, audience = 'new'): string =>
    `<div data-tb-block="b"><template data-tb-for="${audience}">${inside}</template>${byDefault}</div>`;
  test.each<[string, string, string[]]>([
    ['a heading lost', of('<p>a</p>', '<h2>b</h2>'), ['heading-lost']],
    ['a heading of another level', of('<h3>a</h3>', '<h2>b</h2>'), []],
    ['the first heading lost', of('<h2>a</h2>', '<h1>b</h1>'), ['heading-lost']],
    ['a landmark lost', of('<div>a</div>', '<nav>b</nav>'), ['heading-lost']],
    ['a landmark by role', of('<div role="navigation">a</div>', '<nav>b</nav>'), []],
    ['an image without a size', of('<img src="a.png" alt="">', 'b'), ['image-size']],
    ['one with a size', of('<img src="a.png" alt="" width="4" height="3">', 'b'), []],
    ['one with a ratio', of('<img src="a.png" alt="" style="aspect-ratio: 4/3">', 'b'), []],
    [
      'one that the style sheet sizes',
      of('<img class="photo" src="a.png">', '<img class="photo" src="b.png">'),
      [],
    ],
    ['another language', of('Willkommen', 'Welcome', 'lang:de'), ['lang-missing']],
    ['another language that is named', of('<p lang="de">Willkommen</p>', 'Welcome', 'lang:de'), []],
    ['the language of the page', of('Welcome', 'Hello', 'lang:en-GB'), []],
    ['either language', of('Welcome', 'Hello', 'lang:de lang:en'), []],
  ])('%s', (_, body, expected) => expect(codesOf(body)).toEqual(expected));
});

describe('a plan', () => {
  const said = (plan: object) =>
    check({ 'page.html': page(block(template('new')), plan) }).findings.map(
      ({ code, severity, message, advice }) => ({ code, severity, message, advice }),
    );
  const when = (condition: object) => said({ segments: [{ id: 'new', when: condition }] });

  test.each<[string, object, string, string]>([
    [
      'a word that negates a signal around a condition',
      { $not: { 'geo.country': 'DE' } },
      'segments[0].when.$not: there is no operator $not here.',
      '$not stands under a signal; $nor negates whole conditions: {"$nor": [{ … }]}.',
    ],
    [
      'a comparison around a condition',
      { $gte: 3 },
      'segments[0].when.$gte: there is no operator $gte here.',
      '$gte stands under a signal: {"visits.count": {"$gte": …}}.',
    ],
    [
      'a word for conditions under a signal',
      { 'geo.country': { $or: ['DE', 'AT'] } },
      'segments[0].when.geo.country.$or: there is no operator $or here.',
      '$or stands around whole conditions: {"$or": [{ … }, { … }]}.',
    ],
    [
      'a misspelt one',
      { 'geo.country': { $nott: { $eq: 'DE' } } },
      'segments[0].when.geo.country.$nott: there is no operator $nott here.',
      'Did you mean "$not"?',
    ],
    [
      'a misspelt one around a condition',
      { $ore: [{ 'geo.country': 'DE' }] },
      'segments[0].when.$ore: there is no operator $ore here.',
      'Did you mean "$or"?',
    ],
  ])('%s', (_, condition, message, advice) => {
    expect(when(condition)).toEqual([
      { code: 'unknown-operator', severity: 'error', message, advice },
    ]);
  });

  test.each<[string, object, string, string]>([
    [
      'an address as a tool',
      { events: ['dataLayer', '/c'] },
      'events[1]: there is no tool "/c", so nobody is told anything there.',
      'For a server, write {"beacon": "/c"}.',
    ],
    [
      'a misspelt tool',
      { events: ['datalayer'] },
      'events[0]: there is no tool "datalayer", so nobody is told anything there.',
      'Did you mean "dataLayer"?',
    ],
    [
      'a word for yes',
      { segments: [{ id: 'new', when: { $or: [{ 'geo.city': { $exists: 'no' } }] } }] },
      'segments[0].when.$or[0].geo.city.$exists: "no" counts as true.',
      'Write true or false.',
    ],
  ])('%s, which the script reads over', (_, plan, message, advice) => {
    expect(said(plan)).toMatchObject([{ code: 'plan-value', message, advice }]);
  });

  test('tools, a server, and yes or no', () => {
    const segments = [{ id: 'new', when: { 'geo.city': { $exists: false } } }];
    expect(said({ events: ['gtag', 'snowplow', { beacon: '/c' }], segments })).toEqual([]);
  });

  test.each<[string, object, boolean]>([
    ['of 1', { holdout: 1 }, true],
    ['whose share is 1', { holdout: { share: 1, epoch: 2 } }, true],
    ['of nearly everybody', { holdout: 0.99 }, false],
    ['of nobody', { holdout: 0 }, false],
  ])('with a holdout %s', (_, plan, isTold) => {
    expect(said(plan)).toMatchObject(isTold ? [{ code: 'holdout-all', severity: 'warning' }] : []);
  });

  test.each<[string, unknown]>([
    ['a month of one digit', { $gte: '2026-2-1' }],
    ['the day first', { $lt: '1.2.2026' }],
    ['slashes', { $gt: '2026/02/01' }],
    ['a word', { $lte: 'today' }],
    ['a day that is none', '2026-02-30'],
    ['an hour that it never has', { $in: ['2026-02-01T10:00'] }],
  ])('does not compare the date with %s', (_, test) => {
    expect(when({ 'time.date': test })).toMatchObject([
      {
        code: 'impossible-value',
        severity: 'error',
        message: expect.stringContaining('letter by letter') as string,
        advice: 'Write the day as YYYY-MM-DD: "2026-02-01".',
      },
    ]);
  });

  test('nor does an audience', () => {
    const { findings } = check({ 'a.html': page(block(template('time.date:2026-2-1'))) });
    expect(findings).toMatchObject([{ code: 'impossible-value', severity: 'error' }]);
    expect(codesOf(block(template('time.date:2026-02-01 time.date:2026-02-*')))).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a day', { $gte: '2026-02-01', $lt: '2028-02-29' }],
    ['a day of several', { $in: ['2026-12-24', '2026-12-25'] }],
    ['a month', { $startsWith: '2026-02' }],
    ['the end of a year', { $gte: '2026-12', $lt: '2027' }],
    ['an hour', { $lte: '2026-02-01T10:00' }],
    ['a day in each month', { $endsWith: '-01' }],
    ['whether it is there', { $exists: true }],
  ])('compares the date with %s', (_, test) => expect(when({ 'time.date': test })).toEqual([]));
});

describe('the script tag', () => {
  const body = block(template('new'));
  const withHead = (head: string): string =>
    `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
  test.each<[string, string, string[]]>([
    ['plain', '<script src="/js/tailorbird.min.js?v=1"></script>', []],
    [
      'from a registry',
      '<script src="https://cdn.example/npm/tailorbird@0.1.0/dist/tailorbird.min.js"></script>',
      [],
    ],
    ['by another name', '<script src="/a.js" data-tb-late="swap"></script>', []],
    ['missing', '', ['script-missing']],
    ['async', '<script async src="tailorbird.min.js"></script>', ['late-start']],
    ['defer', '<script defer src="tailorbird.min.js"></script>', ['late-start']],
    ['a module', '<script type="module" src="tailorbird.min.js"></script>', ['late-start']],
    [
      'twice',
      '<script src="tailorbird.min.js"></script><script src="tailorbird.min.js"></script>',
      ['script-twice'],
    ],
    [
      'with a setting that is none',
      '<script src="tailorbird.min.js" data-tb-deadline="soon"></script>',
      ['plan-value'],
    ],
    [
      'before a plan',
      '<script src="tailorbird.min.js"></script><script type="application/json" data-tb-plan>{}</script>',
      ['plan-order'],
    ],
    [
      'after a plan without a type',
      '<script data-tb-plan>{}</script><script src="tailorbird.min.js"></script>',
      ['plan-order'],
    ],
    [
      'after two plans',
      '<script type="application/json" data-tb-plan>{}</script><script type="application/json" data-tb-plan>{}</script><script src="tailorbird.min.js"></script>',
      ['plan-order'],
    ],
    [
      'after a plan that is no JSON',
      '<script type="application/json" data-tb-plan>{,}</script><script src="tailorbird.min.js"></script>',
      ['plan-json'],
    ],
  ])('%s', (_, head, expected) => expect(codesOfPage(withHead(head))).toEqual(expected));

  test('after the first block', () => {
    const late = withHead('').replace(
      '</body>',
      '<script src="tailorbird.min.js"></script></body>',
    );
    expect(codesOfPage(late)).toEqual(['late-start']);
  });

  test('a module after the first block: both are told', () => {
    const late = withHead('').replace(
      '</body>',
      '<script type="module" src="tailorbird.min.js"></script></body>',
    );
    expect(check({ 'a.html': late }).findings.map(({ code, message }) => [code, message])).toEqual([
      ['late-start', expect.stringContaining('after the first block (line 1)')],
      ['late-start', expect.stringContaining('With type="module"')],
    ]);
  });

  test('may come along in a bundle', () => {
    const { findings } = check({ 'a.html': withHead('<script src="/app.js" defer></script>') });
    expect(findings).toMatchObject([{ code: 'script-missing', severity: 'warning' }]);
  });

  test('may stand in the rest of a page', () => {
    const { findings, assumptions } = check({ 'part.html': body });
    expect(findings).toEqual([]);
    expect(assumptions.join()).toContain('1 part of a page');
  });

  test('a page without marks needs none', () => {
    expect(codesOfPage('<!doctype html><title>a</title><p>b</p>')).toEqual([]);
  });
});

describe('sensitive traits', () => {
  test.each([
    ...['healthCondition', 'is_pregnant', 'company.healthcare', 'Krankheit', 'grossesse', 'salud'],
    ...['religion', 'Konfession', 'political-party', 'partido_politico', 'sexualOrientation'],
    ...['ethnicity', 'Hautfarbe', 'disability', 'unionMember'],
  ])('%s', (trait) => {
    expect(codesOf(`<input data-tb-trait="${trait}">`)).toEqual(['sensitive-trait']);
  });

  test.each([
    ...['firstName', 'role', 'company.industry', 'partySize', 'race', 'team', 'plan', 'conditions'],
    ...['sextant', 'interest', 'faithful', 'votes', 'orientation', 'unionSquare', 'liberty'],
  ])('not %s', (trait) => expect(codesOf(`<input data-tb-trait="${trait}">`)).toEqual([]));
});

describe('comments', () => {
  test('silence a code in the next element', () => {
    const token = '<p data-tb-text="traits.firstName"></p>';
    const text = page(`<!-- tailorbird-ignore token-fallback -->${token}${token}`);
    const { findings, ignored } = check({ 'page.html': text });
    expect(findings).toHaveLength(1);
    expect(ignored).toBe(1);
    expect(codesOf(`<!-- tailorbird-ignore --><div>${token}</div>`)).toEqual([]);
    expect(codesOf(`<!-- tailorbird-ignore goal-id -->${token}`)).toEqual(['token-fallback']);
  });
});
