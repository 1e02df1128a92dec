import { expect, test } from 'vitest';
import { explainInWords, why } from '../../src/why.js';
import { builtInSegments } from '../../src/core/segments.js';
import { segmentPhrases } from '../../src/why/phrases.js';
import type { Plan, StartOptions } from '../../src/types.js';
import { open } from './page.js';

const block = (audience: string, more = ''): string =>
  `<section data-tb-block="hero" ${more}><template data-tb-for="${audience}">Variant</template>Default</section>`;

/** Why the visitor of this page sees what the block shows. */
function whyHere(markup: string, plan?: Plan, options?: StartOptions): string {
  return why(open(markup, plan, options).explain(), 'hero');
}

test('a segment that every page has', () => {
  expect(whyHere(block('new'))).toBe('You see this version because this is your first visit.');
});

test('several terms, with where they were read', () => {
  history.replaceState(null, '', '/?utm_campaign=spring');
  const said = whyHere(
    block('campaign:spring+country:de+!returning'),
    {},
    { geo: { country: 'DE' } },
  );
  expect(said).toBe(
    'You see this version because the campaign that brought you here is “spring” ' +
      '(the address that brought you here says so), your country is “DE” (told by this site) and this is your first visit.',
  );
});

test('the alternative that fits, not the others', () => {
  expect(whyHere(block('returning email new+desktop'))).toBe(
    'You see this version because this is your first visit and you use a computer.',
  );
});

test('a segment of the plan: its name, and what was compared', () => {
  const plan: Plan = {
    segments: [
      {
        id: 'enterprise',
        name: 'Enterprise buyers',
        when: { 'visits.count': { $lte: 3 }, 'visits.returning': false },
      },
    ],
  };
  expect(whyHere(block('enterprise'), plan)).toBe(
    'You see this version because you are in the group “Enterprise buyers”: the number of your visits is at most 3 ' +
      '(it is 1, remembered in your browser), this is your first visit (remembered in your browser).',
  );
});

test('a plan that defines a built-in segment anew speaks for itself', () => {
  const plan: Plan = { segments: [{ id: 'mobile', when: { 'page.path': '/' } }] };
  expect(whyHere(block('mobile'), plan)).toBe(
    'You see this version because you are in the group “mobile”: the address of this page is “/” (the address of this page says so).',
  );
});

test('an experiment says that a draw decided', () => {
  const markup = `<section data-tb-block="hero">
    <template data-tb-for="new" data-tb-variant="a">A</template>
    <template data-tb-for="new" data-tb-variant="b">B</template>Default</section>`;
  expect(whyHere(markup)).toMatch(
    /^You see “[ab]” because this is your first visit\. Which of several versions you get was drawn at random, /,
  );
});

test.each([
  ['nothing fits', block('returning'), {}, /none of the others is meant for you/],
  ['a holdout', block('new', 'data-tb-holdout="1"'), {}, /although another would fit/],
  ['the global holdout', block('new'), { holdout: 1 }, /standard version of everything/],
])('the default: %s', (_, markup, plan, words) => {
  expect(whyHere(markup, plan)).toMatch(words);
});

test('no such block', () => {
  expect(why(open(block('new')).explain(), 'elsewhere')).toBe('');
});

test('a whole page', () => {
  const plan: Plan = {
    segments: [{ id: 'fan', when: { 'traits.team': { $in: ['red', 'blue'] } } }],
  };
  const tailorbird = open(block('fan'), plan);
  tailorbird.set({ team: 'blue' });
  tailorbird.refresh();
  const said = explainInWords(tailorbird.explain());
  expect(said[0]).toMatch(/^You are in these groups: fan, new, desktop/);
  expect(said).toContain('fan: your team is one of “red”, “blue” (it is “blue”).');
  expect(said[said.length - 1]).toBe(
    'hero: You see this version because you are in the group “fan”: your team is one of “red”, “blue” (it is “blue”, told by this site).',
  );
});

test('every built-in segment has its words', () => {
  expect(Object.keys(segmentPhrases).sort()).toEqual(builtInSegments.map(({ id }) => id).sort());
});
