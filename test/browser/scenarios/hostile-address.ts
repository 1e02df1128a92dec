import { expect } from 'vitest';
import {
  countDoors,
  expectRequests,
  expectUntouched,
  inParts,
  openRunner,
  readPage,
  record,
  runFrames,
  type Give,
} from '../support/hostile.js';
import type { Frame } from '../support/page/runner.js';

/** What a stranger puts into an address; each gets another payload. */
const parameters = [
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id', 'q'],
  // What the inspector is asked by has a scenario of its own (`hostile-preview.ts`): it loads a file, and draws.
  ...['gclid', 'fbclid', 'msclkid', 'mc_eid'],
];
/** Doors beside the parameters, after them in the order of payloads. */
const others = ['parameter name', 'hash', 'path', 'window.name', 'referrer', 'cookie'] as const;
const doors = [...parameters, ...others];

/** Who that is must not be stored; such a tag counts as missing. */
const hasEmailAddress = (text: string): boolean => /[^\s@](@|%40)[^\s@]+\.[^\s@]/i.test(text);

/** What is kept of a tag: half characters, control characters and what turns text around are gone. */
const cleaned = (text: string): string =>
  (hasEmailAddress(text) ? '' : text)
    .slice(0, 256)
    .replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]/gu, '')
    .trim();

const inAudience = (text: string): string =>
  encodeURIComponent(text.slice(0, 256)).replaceAll('*', '%2A');

interface Visit {
  readonly frame: Frame;
  /** By door. */
  readonly sent: Readonly<Record<string, string>>;
}

function composeVisit(number: number, give: Give): Visit {
  const sent = Object.fromEntries(doors.map((door, step) => [door, give(step)]));
  const query = parameters.map((name) => `${name}=${encodeURIComponent(sent[name]!)}`);
  query.push(`${encodeURIComponent(sent['parameter name']!)}=1`);
  return {
    sent,
    frame: {
      address: `/${encodeURIComponent(sent['path']!)}/hostile-address-${number}.htm?${query.join('&')}#${encodeURIComponent(sent['hash']!)}`,
      name: sent['window.name']!,
      referrer: `/from/${encodeURIComponent(sent['referrer']!)}?q=${encodeURIComponent(sent['referrer']!)}`,
      cookie: `place${number}=DE-${encodeURIComponent(sent['cookie']!).replaceAll('-', '%2D')}`,
    },
  };
}

/** The literal text that each token has to show. */
function expectedTexts(sent: Visit['sent'], address: string): Record<string, string> {
  const { hash, pathname, href } = new URL(address);
  const encoded = encodeURIComponent(sent['cookie']!).toUpperCase();
  const place = decodeURIComponent(encoded).trim().slice(0, 256);
  const tag = (name: string): string => cleaned(sent[name]!) || 'authored';
  return {
    // What a tag leaves open, the click id fills in.
    'source.name': cleaned(sent['utm_source']!) || 'google',
    'source.medium': cleaned(sent['utm_medium']!) || 'cpc',
    'source.campaign': tag('utm_campaign'),
    'source.term': tag('utm_term'),
    'source.content': tag('utm_content'),
    'source.click': 'gclid',
    'source.referrer': 'authored',
    'first.campaign': tag('utm_campaign'),
    'page.query.q': sent['q']!.slice(0, 256),
    'page.query.utm_id': sent['utm_id']!.slice(0, 256),
    'page.hash': hash.slice(0, 256),
    'page.path': pathname.slice(0, 256),
    'page.url': href.slice(0, 256),
    'geo.country': 'DE',
    'geo.region': place,
  };
}

export const hostileAddress = inParts(
  'whatever stands in an address, a referrer, a cookie or a window name is text',
  async (stage, gives) => {
    const template = readPage('hostile-address.htm');
    const visits = gives.map((give, number) => composeVisit(number, give));
    for (const [number, { sent }] of visits.entries()) {
      const page = template
        .replace('{{cookie}}', `place${number}`)
        .replace('{{equal}}', () => inAudience(sent['q']!));
      const { pathname } = new URL(visits[number]!.frame.address, stage.server.origin);
      stage.server.files.set(pathname.slice(1), page);
    }
    const runner = await openRunner(stage);
    const frames = visits.map(({ frame }) => frame);
    const reports = await runFrames(runner, frames);
    // The audience that is written for each page is its author's.
    const looks = reports.map((report, number) => ({
      ...report,
      shape: report.shape.replaceAll(inAudience(visits[number]!.sent['q']!), '…'),
    }));
    for (const [number, report] of reports.entries()) {
      const { sent, frame } = visits[number]!;
      const { address } = frame;
      expectUntouched(report, address);
      expect(report.texts, address).toEqual(expectedTexts(sent, report.address));
      expect(looks[number]?.shape, address).toBe(looks[0]?.shape);
      expect(report.loads, address).toBe(1);
      expect(report.shown, address).toEqual({ hero: 'default', equal: 'equal' });
      expect(report.warnings.join('\n'), address).toBe('');
      expect(report.referrer).toBe(new URL(frame.referrer!, report.address).href);
    }
    expectRequests(stage, ['hostile-runner.html', /^[^/]+\/hostile-address-\d+\.htm$/]);
    await record(runner, countDoors(doors, gives), looks);
  },
);
