import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/stats/random.js';
import { maskTemplateCode } from '../../../../src/cli/check/template-code.js';
import { check, page, places } from './checking.js';

/* Files that nobody writes by hand. What is tested of the time they take is that they come to an end. */

const goal = '<button data-tb-goal="">Go</button>';

describe('nesting', () => {
  test('of a hundred thousand elements hides nothing of what is in them', () => {
    const { findings } = check({ 'a.html': page(`${'<div>'.repeat(100_000)}${goal}`) });
    expect(findings.map(({ code }) => code)).toEqual(['goal-id']);
    expect(findings[0]!.column).toBe('<body>'.length + 5 * 100_000 + '<button '.length + 1);
  });

  test('of ten thousand templates, of audiences within audiences', () => {
    expect(places(check({ 'a.html': page('<template>'.repeat(10_000)) }))).toEqual([]);
    expect(places(check({ 'a.html': page('<p hidden data-tb-for="new">'.repeat(5000)) }))).toEqual(
      [],
    );
    const opposites = '<div hidden data-tb-for="new"><div hidden data-tb-for="returning">';
    // What nobody sees contradicts nothing more.
    expect(check({ 'a.html': page(opposites.repeat(1000)) }).counts.error).toBe(1);
  });

  test('of a thousand blocks, in variants and in defaults', () => {
    const { counts } = check({
      'variants.html': page('<div data-tb-block="x"><template data-tb-for="new">'.repeat(1000)),
      'defaults.html': page(
        '<div data-tb-block="x"><p hidden data-tb-for="new">a</p>'.repeat(1000),
      ),
    });
    expect(counts.warning).toBeGreaterThanOrEqual(1000);
  });
});

test.each([
  ...['{{', '{{{', '{%', '{% comment %}', '{#', '<?php ', '<%', '{!!', '@if(', '@a((', '{', '{<p>'],
  ...['{"', '{`', '{/*', '<A ', '<A b="', '<script ', '---\n', '<!--', '<', '&', '</', '<![CDATA['],
])('templates that open %s again and again, and never close it', (opening) => {
  const text = opening.repeat(5000);
  for (const ending of ['html', 'vue', 'astro', 'liquid', 'blade.php', 'jsx']) {
    expect(check({ [`a.${ending}`]: text }).counts.error, ending).toBe(0);
  }
});

/** Time of the processor, which another process cannot take; the least of three, as memory is tidied up now and then. */
function cost(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...times);
}

test.each(['{% comment %}', '{% schema %}', '{%', '{# ', '{{!--', '<%'])(
  'what opens %s eight times as often takes some eight times as long, not sixty-four',
  (opening) => {
    const read = (times: number): number =>
      cost(() => maskTemplateCode('a.liquid', `${opening} `.repeat(times)));
    const [few, many] = [read(10_000), read(80_000)];
    console.log(`${opening}: ${(many / few).toFixed(1)} times as long`);
    expect(many / few).toBeLessThan(30);
  },
);

test('blocks in blocks by the thousand take some times what parsing them alone takes', () => {
  const nested = page(`${'<div data-tb-block="x">'.repeat(20_000)}Hi`);
  const parsing = cost(() => parse(nested, { sourceCodeLocationInfo: true }));
  const checking = cost(() => check({ 'a.html': nested }));
  console.log(`nested blocks: ${(checking / parsing).toFixed(1)} times parsing`);
  expect(checking / parsing).toBeLessThan(12);
});

describe('places', () => {
  test.each([
    ['\r\n', '\uFEFF'],
    ['\r', ''],
    ['\n', '\uFEFF'],
  ])('with lines that end with %j, and %j before the first', (end, mark) => {
    const text = `${mark}<!-- a -->\n<p>b</p>\n  ${goal}\n`.replaceAll('\n', end);
    expect(places(check({ 'a.html': text }))).toEqual(['3:11 goal-id']);
  });

  test('count UTF-16 code units, as editors do', () => {
    expect(places(check({ 'a.html': `<p>🐦é</p>${goal}` }))).toEqual(['1:19 goal-id']);
  });

  test('after NUL are right too', () => {
    expect(places(check({ 'a.html': `\0\n<p\0>\0</p>\n${goal}` }))).toEqual(['3:9 goal-id']);
  });
});

test('noise of any kind is read without an error', () => {
  const random = seededRandom(3);
  const alphabet = [
    ...[
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '{',
      '}',
      '%',
      '?',
      '!',
      '-',
      '\0',
      '\n',
      '\r',
      '🐦',
      '\ud800',
    ],
    ...['<template ', '<div ', '</div>', '<script ', '</script>', 'data-tb-block="x"', 'hidden'],
    ...['data-tb-for="', 'new', 'mobile+', '!', 'country:', 'data-tb-plan', '[', '"segments"', ':'],
    ...[
      'type="application/json"',
      'data-tb-text=',
      'data-tb-goal',
      '{"when":',
      'src="tailorbird.js"',
    ],
  ];
  const endings = ['html', 'vue', 'astro', 'php', 'liquid', 'jsx', 'cshtml'];
  for (let n = 0; n < 400; n++) {
    const text = Array.from(
      { length: 60 },
      () => alphabet[Math.floor(random() * alphabet.length)],
    ).join('');
    const { findings } = check({ [`a.${endings[n % endings.length]}`]: text });
    for (const { line, column } of findings) expect(Math.min(line, column)).toBeGreaterThan(0);
  }
});
