import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/types.js';
import { open, told, visible } from './page.js';

const block = (audience: string): string =>
  `<section data-tb-block="hero"><template data-tb-for="${audience}">Variant</template>Default</section>`;

/** One mistake each: what is wrong, and the whole of what is told about it. */
const mistakes: Record<string, { markup: string; plan?: unknown; report: string }> = {
  'a plan that is not an object': {
    markup: block('enterprise'),
    plan: ['enterprise'],
    report: '[tailorbird] plan-value ($) expected an object, found a list',
  },
  'an unknown operator': {
    markup: block('enterprise'),
    plan: { segments: [{ id: 'enterprise', when: { 'visits.count': { $atLeast: 3 } } }] },
    report:
      '[tailorbird] unknown-operator ($.segments[0].when.visits.count.$atLeast) there is no operator $atLeast here',
  },
  'a segment nobody defined': {
    markup: block('returnning+mobile'),
    report: '[tailorbird] unknown-segment (hero) "returnning" never matches',
  },
  'a segment nobody defined, negated': {
    markup: block('!returnning'),
    report: '[tailorbird] unknown-segment (hero) "returnning" never matches',
  },
  'an audience that cannot be read': {
    markup: block('planet:mars'),
    report: '[tailorbird] bad-audience (hero) "planet:mars" cannot be read',
  },
  'a block without an id': {
    markup: '<section data-tb-block><template data-tb-for="!x">V</template>Default</section>',
    report: '[tailorbird] block-id (<section>) give the block an id',
  },
  'a variant outside a block': {
    markup: '<div><template data-tb-for="desktop">Variant</template>Default</div>',
    report: '[tailorbird] variant-outside-block (desktop) put the template directly in a block',
  },
  'a void element as a block': {
    markup: '<img data-tb-block="photo" alt="">Default',
    report:
      '[tailorbird] block-element (photo) <img> has no room for variants, put the block around it',
  },
  'a weight that is no number': {
    markup: `<p data-tb-block="hero"><template data-tb-for="x:y new+returning" data-tb-weight="much">V</template>Default</p>`,
    report: '[tailorbird] bad-number (hero) data-tb-weight="much": expected 0 or more',
  },
};

describe('each mistake is told once, with its place, and the default stays', () => {
  test.each(Object.keys(mistakes))('%s', async (name) => {
    const { markup, plan, report } = mistakes[name]!;
    const tailorbird = open(markup, plan as Plan | undefined);
    await tailorbird.settled;
    tailorbird.refresh();
    expect(visible()).toBe('Default');
    expect(told.filter((text) => text === report)).toHaveLength(1);
    expect(tailorbird.explain().problems.map(({ code }) => code)).toContain(
      / (\S+) \(/.exec(report)?.[1],
    );
  });

  test.each(Object.keys(mistakes).filter((name) => !name.startsWith('a weight')))(
    '%s: nothing else is told',
    async (name) => {
      const { markup, plan, report } = mistakes[name]!;
      await open(markup, plan as Plan | undefined).settled;
      expect(told).toEqual([report]);
    },
  );
});

test('what is right in a plan works beside what is wrong', async () => {
  const tailorbird = open(block('fine'), {
    segments: [
      { id: 'broken', when: { 'visits.count': { $atLeast: 3 } } },
      { id: 'fine', when: { 'visits.count': 1 } },
    ],
    deadline: 'soon',
  } as unknown as Plan);
  await tailorbird.settled;
  expect(visible()).toBe('Variant');
  expect(tailorbird.explain().problems.map(({ where }) => where)).toEqual([
    '$.segments[0].when.visits.count.$atLeast',
    '$.deadline',
  ]);
});

test('traits that are not JSON are told, the page goes on', async () => {
  const tailorbird = open(
    `<script type="application/json" data-tb-traits>{"firstName": </script>
     <p><b data-tb-text="traits.firstName">friend</b></p>`,
  );
  await tailorbird.settled;
  expect(document.querySelector('b')?.textContent).toBe('friend');
  expect(told.join()).toMatch(/^\[tailorbird\] traits-json \(traits\)/);
});
