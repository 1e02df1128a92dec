import type { Part } from '../page.js';
import { makeAudience } from './audience.js';
import { makeBlock } from './block.js';
import type { Attributes, Maker } from './maker.js';
import { makeStep } from './step.js';

/** Markup that breaks something where it stands, or seems to. */
const broken = [
  ...[
    '</div>',
    '</p>',
    '</section>',
    '</ul>',
    '</template>',
    '</body>',
    '</html>',
    '</br>',
    '</form>',
  ],
  ...[
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<a href="#">',
    '</a>',
    '<p>',
    '<li>',
    '<div>',
    '<table>',
    '<tr>',
    '<td>',
  ],
  ...[
    '</table>',
    '<select>',
    '</select>',
    '<svg>',
    '</svg>',
    '<math>',
    '<template>',
    '<body class="x">',
  ],
  ...[
    '<form>',
    '<option>',
    '<!-- ',
    '-->',
    '<!doctype x>',
    '<textarea>',
    '<button>',
    '<head>',
    '<frameset>',
  ],
  ...[
    '<svg><foreignObject>',
    '<math><mi>',
    '<nobr>',
    '<h1>',
    '</h2>',
    '<dd>',
    '<ruby><rt>',
    '&#0;',
    '<image>',
  ],
];

/** Fields whose names hide what a script might ask of their form. */
const fields = [
  ...['matches', 'querySelectorAll', 'dispatchEvent', 'hasAttribute', 'getRootNode', 'parentNode'],
  ...['nextSibling', 'childNodes', 'insertBefore', 'remove', 'style', 'attributes', 'getAttribute'],
  ...[
    'setAttribute',
    'removeAttribute',
    'replaceChildren',
    'textContent',
    'hidden',
    'localName',
    'children',
  ],
  ...[
    'isConnected',
    'contains',
    'closest',
    'id',
    'parentElement',
    'firstChild',
    'addEventListener',
    'append',
  ],
];
/** The same for the document. */
const names = [
  'currentScript',
  'readyState',
  'body',
  'querySelectorAll',
  'activeElement',
  'getElementById',
];

type Make = (maker: Maker, depth: number) => Part;

const children = (maker: Maker, depth: number): Part[] => makeContent(maker, depth - 1);

const wrapped =
  (...tags: readonly string[]): Make =>
  (maker, depth) =>
    maker.element(maker.random.pick(tags), children(maker, depth));

const makeTable: Make = (maker, depth) => {
  const { random, element } = maker;
  const cell = (): Part => element(random.pick(['td', 'th']), children(maker, depth - 1));
  const row = (): Part =>
    element('tr', [
      ...random.several(1, 2, () =>
        random.chance(0.15) ? makeBlock(maker, depth - 1, 'td') : cell(),
      ),
      ...random.several(0, random.chance(0.2) ? 1 : 0, () => makePart(maker, depth - 1)),
    ]);
  const rows = random.several(1, 2, () =>
    random.chance(0.15) ? makeBlock(maker, depth - 1, 'tr') : row(),
  );
  const stray = random.several(0, random.chance(0.25) ? 2 : 0, () => makePart(maker, depth - 1));
  const body = random.chance(0.5) ? rows : [element('tbody', rows)];
  return element('table', random.chance(0.5) ? [...stray, ...body] : [...body, ...stray]);
};

const makeSelect: Make = (maker) => {
  const { random, element, text } = maker;
  const option = (): Part => element('option', [text()]);
  return random.chance(0.3)
    ? makeBlock(maker, 0, 'select')
    : element('select', [
        ...random.several(1, 3, option),
        ...(random.chance(0.3) ? [makeVariant(maker)] : []),
      ]);
};

const makeForeign: Make = (maker, depth) => {
  const { random, element, text } = maker;
  if (random.chance(0.3)) return element('math', [element('mi', [text()], audience(maker, 0.3))]);
  const inside = random.pick([
    () => element('text', [text()], audience(maker, 0.4)),
    () => element('foreignObject', children(maker, depth)),
    () => makeBlock(maker, depth - 1, 'g'),
    () => makeVariant(maker),
  ]);
  return element('svg', random.several(1, 2, inside));
};

const makeForm: Make = (maker, depth) => {
  const { random, element } = maker;
  const names = random.several(1, 3, () => random.pick(fields));
  const inputs = names.map((name) => element('input', [], { name }));
  if (random.chance(0.5)) return makeBlock(maker, depth, 'form', inputs);
  const content = random.chance(0.5)
    ? [...inputs, ...children(maker, depth)]
    : [...children(maker, depth), ...inputs];
  return element('form', content, audience(maker, 0.3));
};

/** An element that is shown or hidden by itself. */
const makeStandalone: Make = (maker, depth) => {
  const tag = maker.random.pick(['p', 'div', 'span', 'a', 'h2', 'li']);
  return maker.element(tag, children(maker, depth), audience(maker, 1));
};

const makeToken: Make = (maker, depth) => {
  const { random, element, text } = maker;
  const path = random.pick([
    'traits.name',
    'traits.role',
    'traits.a',
    'source.campaign',
    'visits.count',
    'nope',
    'page.query.ref',
  ]);
  const inside = random.chance(0.8) ? [text()] : children(maker, depth);
  return element(random.pick(['span', 'b', 'em', 'p']), inside, { 'data-tb-text': path });
};

/** What is to stand in a block, and does not. */
function makeVariant(maker: Maker): Part {
  const { random, element, text } = maker;
  const isTemplate = random.chance(0.6);
  const attributes = { 'data-tb-for': makeAudience(random), ...(isTemplate ? {} : { hidden: '' }) };
  return element(
    isTemplate ? 'template' : random.pick(['p', 'div', 'tr', 'option', 'g']),
    [text()],
    attributes,
  );
}

const makeOther: Make = (maker) => {
  const { random, element, text } = maker;
  return random.pick([
    () =>
      element('button', [text()], {
        'data-tb-control': random.pick(['forget', 'deny', 'grant', 'default', 'x']),
      }),
    () => element('img', [], { name: random.pick(names), alt: '' }),
    () =>
      element('p', [text()], {
        'data-tb-topic': random.pick(['running', 'hiking:3', ':', 'x:-1']),
      }),
    () => element('input', [], { 'data-tb-trait': 'role', value: 'dev' }),
    () => element('x-gadget', [text()]),
    () =>
      element('div', [text()], { id: random.pick(['tailorbird', 'navigation', 'location', 'a']) }),
    () => element('textarea', [text()]),
    () => ({ raw: `<!-- ${random.whole(1, 99)} -->` }),
  ])();
};

function audience({ random }: Maker, probability: number): Attributes {
  if (!random.chance(probability)) return {};
  return { 'data-tb-for': makeAudience(random), ...(random.chance(0.5) && { hidden: '' }) };
}

const kinds: readonly (readonly [weight: number, make: Make])[] = [
  [9, ({ text }) => text()],
  [5, wrapped('p', 'div', 'section', 'article', 'h1', 'span', 'em', 'b')],
  [2, wrapped('ul', 'ol', 'dl', 'details', 'a', 'label', 'fieldset', 'li', 'dd')],
  [5, (maker, depth) => makeBlock(maker, depth)],
  [2, makeStandalone],
  [2, makeToken],
  [1.5, makeTable],
  [0.6, makeSelect],
  [0.8, makeForeign],
  [1, makeForm],
  [0.7, makeVariant],
  [1.5, makeOther],
  [1, ({ random }) => ({ raw: random.pick(broken) })],
  [0.5, (maker) => ({ step: makeStep(maker) })],
  [1, ({ random }) => ({ raw: random.pick([' ', '\n', '\n  ', '&nbsp;']) })],
];

export function makePart(maker: Maker, depth: number): Part {
  const { random } = maker;
  if (depth <= 0) return random.chance(0.8) ? maker.text() : makeOther(maker, 0);
  const part = random.weighted(kinds)(maker, depth);
  return 'tag' in part && random.chance(0.02) ? { ...part, unclosed: true } : part;
}

export function makeContent(maker: Maker, depth: number): Part[] {
  return maker.random.several(depth > 0 ? 0 : 1, depth > 1 ? 4 : 2, () => makePart(maker, depth));
}
