import crawlers from 'crawler-user-agents';
import { isbot, isbotNaive } from 'isbot';
import { afterAll, describe, expect, it } from 'vitest';
import { isCrawler } from '../../../src/signals/crawler.js';
import userAgents from '../../vectors/user-agents.json' with { type: 'json' };

/*
 * The short pattern against the full one of isbot, on crawlers that may run a page's script: those whose user agent
 * is a browser's with something added. Missing one costs a wrong count; taking a visitor for one costs the visitor
 * the whole page's personalization, so that must never happen.
 */

const known = new Set(crawlers.flatMap(({ instances }) => instances));
const visitors = userAgents.filter((userAgent) => !known.has(userAgent));

const likeBrowsers = [...known].filter(
  (userAgent) =>
    /AppleWebKit|Gecko\//.test(userAgent) && /Chrome|Safari|Firefox|compatible/.test(userAgent),
);
const asked = likeBrowsers.filter((userAgent) => isbot(userAgent));
const missed = asked.filter((userAgent) => !isCrawler(userAgent));

/** Crawlers that isbot knows by name and that say no general word; the first class that fits. */
const missedClasses: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'Google’s fetchers other than its crawler', pattern: /Google/ },
  {
    name: 'automation by hand or by a test suite',
    pattern: /Playwright|Selenium|Manus|splash|Test/,
  },
  {
    name: 'audits and security scans by product name',
    pattern:
      /DareBoost|Datanyze|Hardenize|ContentScan|Silktide|CookieHub|Dlc|Foregenix|Inspector|Hotjar|LinkTiger|MarketGoo|SecurityHeaders|Rigor|watchTowr|abuse/,
  },
  {
    name: 'readers, news and shop collectors by product name',
    pattern: /newsai|feeder|Collapsify|Sindup|scraping|PS_Daily|Readable|Zotero|ProductFinder/,
  },
];
const classOf = (userAgent: string) =>
  missedClasses.find(({ pattern }) => pattern.test(userAgent))?.name;

describe('a crawler', () => {
  it.each([
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/126.0.6478.61 Safari/537.36',
    'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.61 Mobile Safari/537.36 (compatible; Google-InspectionTool/1.0)',
    'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/103.0.5060.134 Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0.0.0 Safari/537.36',
  ])('is one: %s', (userAgent) => {
    expect(isCrawler(userAgent)).toBe(true);
  });

  it('is found more often than by isbot’s own short pattern', () => {
    expect(asked.length - missed.length).toBeGreaterThan(asked.filter(isbotNaive).length);
    expect(missed.length / asked.length).toBeLessThan(0.13);
  });

  it('is missed only if it says no general word', () => {
    expect(missed.filter((userAgent) => !classOf(userAgent))).toEqual([]);
  });

  it.each(missedClasses)('is missed among $name', ({ name }) => {
    expect(missed.filter((userAgent) => classOf(userAgent) === name)).not.toEqual([]);
  });
});

describe('a visitor', () => {
  it('is never taken for a crawler', () => {
    expect(visitors.length).toBeGreaterThan(400);
    expect(visitors.filter((userAgent) => isCrawler(userAgent))).toEqual([]);
  });

  it.each([
    'Mozilla/5.0 (Linux; Android 13; CUBOT P60) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Linux; Android 13; SM-A536B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 br.com.shop/1.2',
    '',
  ])('is one with an odd name: %s', (userAgent) => {
    expect(isCrawler(userAgent)).toBe(false);
  });

  it('gets an answer soon, whatever the user agent', () => {
    const start = performance.now();
    for (const text of ['ubot', '.com.', 'http'.slice(1), ' -agen']) {
      expect(isCrawler(text.repeat(10_000))).toBe(false);
    }
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

afterAll(() => {
  const line = (text: string, ...cells: readonly (string | number)[]) =>
    text.padEnd(52) + cells.map((cell) => String(cell).padStart(9)).join('');
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
  const same = likeBrowsers.filter((userAgent) => isCrawler(userAgent) === isbot(userAgent)).length;
  const naive = likeBrowsers.filter((it) => isbotNaive(it) === isbot(it)).length;
  const count = (test: (userAgent: string) => boolean) => visitors.filter(test).length;
  const lines = [
    line('crawlers like a browser, ours and isbot', 'compared', 'agree'),
    line('  ours', likeBrowsers.length, same, percent(same, likeBrowsers.length)),
    line('  isbotNaive', likeBrowsers.length, naive, percent(naive, likeBrowsers.length)),
    line('found, of those that isbot finds', asked.length, asked.length - missed.length),
    line('missed', missed.length),
    ...missedClasses.map(({ name }) =>
      line(`  ${name}`, missed.filter((userAgent) => classOf(userAgent) === name).length),
    ),
    line('real visitors taken for a crawler', 'of', 'taken'),
    line(
      '  by ours',
      visitors.length,
      count((userAgent) => isCrawler(userAgent)),
    ),
    line('  by isbotNaive', visitors.length, count(isbotNaive)),
    line('  by isbot', visitors.length, count(isbot)),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
});
