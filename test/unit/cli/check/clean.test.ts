import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderPage } from '../../../../demo/page.mjs';
import { renderBecome, renderPhone, renderSignals } from '../../../../demo/side-pages.mjs';
import { visitors } from '../../../../demo/visitors.mjs';
import { tag } from '../../../support/tagged.mjs';
import { check, places } from './checking.js';

/* Pages without mistakes: nothing is told of them. */

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const templates = ['agency', 'creative', 'landing-page', 'new-age'];
const template = (name: string): string =>
  read(`node_modules/startbootstrap-${name}/dist/index.html`);

test('the demo, as each of its visitors gets it', () => {
  const pages = Object.fromEntries([
    ['index.html', renderPage({})],
    ['named.html', renderPage({ firstName: 'Ann', country: 'DE', record: true })],
    ['phone.html', renderPage({ phone: true })],
    ['frame.html', renderPhone({ record: false, keep: {} })],
    ['signals.html', renderSignals({})],
    ['where.html', renderSignals({ record: true, endpoint: true })],
    ...visitors.map((visitor): [string, string] => [
      `become/${visitor.id}.html`,
      renderBecome(visitor) as string,
    ]),
  ]) as Record<string, string>;
  const { findings, pages: count } = check(pages);
  expect(count).toBe(6 + visitors.length);
  expect(findings).toEqual([]);
});

describe.each(templates)('startbootstrap-%s', (name) => {
  test('as it is', () => {
    const result = check({ 'index.html': template(name) });
    expect(result).toMatchObject({ findings: [], assumptions: [] });
  });

  test('with blocks, variants, experiments, tokens and goals everywhere', () => {
    const { html, blocks } = tag(template(name));
    expect(blocks).toBeGreaterThan(5);
    expect(places(check({ 'index.html': html }))).toEqual([]);
  });
});

test('the examples of the README', () => {
  for (const [, html = ''] of read('README.md').matchAll(/```html\n(.*?)```/gs)) {
    // The one with mistakes is looked at in documentation.test.ts.
    if (!html.includes('moblie')) expect(places(check({ 'readme.html': html })), html).toEqual([]);
  }
});

test('pages that show one behaviour, those aside that show a mistake', () => {
  const mistaken =
    /^(late-start|twice|two-versions|plan-broken|language|script-|self-|hostile-|restart|tag-and|thousand)/;
  const names = readdirSync(new URL('test/pages/', root)).filter(
    (name) => name.endsWith('.html') && !mistaken.test(name),
  );
  expect(names.length).toBeGreaterThan(50);
  const { findings } = check(
    Object.fromEntries(names.map((name) => [name, read(`test/pages/${name}`)])),
  );
  // Those that show a default before its variants do so on purpose.
  const told = findings.filter(({ severity }) => severity !== 'hint');
  expect(told.map(({ file, code }) => `${file} ${code}`)).toEqual([]);
});
