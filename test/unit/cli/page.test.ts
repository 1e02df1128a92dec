// @vitest-environment jsdom
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { toNdjson } from '../../support/events.mjs';
import { crowd, openFolder } from './command.js';

function openPage(): Document {
  const { run, read } = openFolder();
  const events = [
    ...crowd('a', 3000, 90),
    ...crowd('b', 3000, 240),
    ...crowd('a', 200, 3, { segment: 'runner' }),
    ...crowd('b', 200, 30, { segment: 'runner' }),
    ...crowd('a', 20, 0, { exp: 'cta:new' }),
  ];
  expect(run('report - --html report.html', toNdjson(events)).code).toBe(0);
  return new DOMParser().parseFromString(read('report.html'), 'text/html');
}

test('the page needs nothing else, and its own policy allows its style and no more', () => {
  const page = openPage();
  expect(page.querySelectorAll('script, link, img, iframe, [src], [href], [style]')).toHaveLength(
    0,
  );
  const style = page.querySelector('style')!.textContent;
  expect(style).not.toMatch(/url\(|@import/);
  const policy = page.querySelector('meta[http-equiv="Content-Security-Policy"]');
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy!.getAttribute('content')).toBe(`default-src 'none'; style-src 'sha256-${hash}'`);
});

test('tables have captions and headers, plots a text, headings an order', () => {
  const page = openPage();
  expect(page.documentElement.lang).toBe('en');
  const tables = [...page.querySelectorAll('table')];
  expect(tables.length).toBeGreaterThan(3);
  for (const table of tables) {
    expect(table.caption?.textContent.trim()).not.toBe('');
    expect(table.querySelectorAll('thead th[scope=col]').length).toBeGreaterThan(1);
    for (const row of table.tBodies[0]!.rows) {
      expect(row.cells[0]!.getAttribute('scope')).toBe('row');
      expect(row.cells).toHaveLength(table.tHead!.rows[0]!.cells.length);
    }
  }
  const plots = [...page.querySelectorAll('svg')];
  expect(plots.length).toBeGreaterThan(3);
  for (const plot of plots) {
    expect(plot.getAttribute('role')).toBe('img');
    expect(plot.getAttribute('aria-label')).toMatch(/^Lift \+[\d.]+%, interval from .+% to .+%$/);
  }
  const levels = [...page.querySelectorAll('h1, h2, h3')].map(({ tagName }) => Number(tagName[1]));
  expect(levels[0]).toBe(1);
  for (const [index, level] of levels.entries()) {
    expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
  }
});

test('a plot shows its interval to scale, the side of the better arm on the right', () => {
  const plot = openPage().querySelector('.ahead svg')!;
  const number = (selector: string, name: string): number =>
    Number(plot.querySelector(selector)!.getAttribute(name));
  const [start, width, dot] = [
    number('rect', 'x'),
    number('rect', 'width'),
    number('circle', 'cx'),
  ];
  expect(start).toBeGreaterThan(160);
  expect(dot).toBeGreaterThan(start);
  expect(dot).toBeLessThan(start + width);
  expect(start + width).toBeLessThanOrEqual(320);
});
