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
  scriptJson,
  type Give,
} from '../support/hostile.js';
import { readStores, stored } from '../support/record.js';

const doors = ['tb-as', 'tb-show: block', 'tb-show: variant', 'tb-visitor: value'] as const;
const named = ['tb-visitor: name'] as const;

/** What a stranger writes into a link: a payload for each door, in the order of the doors. */
function composeLink(give: Give): string {
  const [as, block, variant, value, name] = [0, 1, 2, 3, 4].map(give);
  const visitor: Record<string, unknown> = Object.fromEntries<unknown>([
    ['traits.text', value],
    ['traits.list', [value]],
    // Part of a path, which has at most 100 characters between its dots.
    [`traits.${name!.replaceAll('.', '').slice(0, 100)}`, 'x'],
  ]);
  const packed = Buffer.from(JSON.stringify(visitor)).toString('base64url');
  const query = [
    `tb-as=${encodeURIComponent(as!)}`,
    `tb-show=${encodeURIComponent(`${block}:x`)}`,
    `tb-show=${encodeURIComponent(`hero:${variant}`)}`,
    `tb-visitor=j${packed}`,
  ];
  return `/hostile-preview.htm?tb-inspect&${query.join('&')}`;
}

/** A field has no line ends. */
const squeezed = (text: string): string => text.replace(/[\r\n]/g, '');

/** What stands where a tab remembers its preview, payloads as they are: a link would have them encoded. */
const composeMemory = (give: Give): string =>
  `?tb-inspect&tb-as=${give(0)}&tb-show=hero:${give(1)}&tb-visitor=j${give(2)}`;

const remembered = ['tb-as', 'tb-show', 'tb-visitor'].map((what) => `sessionStorage: ${what}`);

export const hostileMemory = inParts(
  'whatever a tab remembers of a preview is text, on the page and in the inspector',
  async (stage, gives) => {
    const page = readPage('hostile-preview.htm');
    const runner = await openRunner(stage);
    const frames = gives.map((give, number) => {
      const name = `hostile-memory-${number}.htm`;
      const seed = `sessionStorage.setItem('tailorbird', ${scriptJson(composeMemory(give))})`;
      stage.server.files.set(
        name,
        page.replace('<script ', () => `<script>${seed}</script><script `),
      );
      return { address: `/${name}` };
    });
    // One after the other: they share the memory of the tab.
    const reports = await runFrames(runner, frames, 1);
    for (const [number, report] of reports.entries()) {
      const what = JSON.stringify(composeMemory(gives[number]!));
      expectUntouched(report, what);
      expect(report.shape, what).toBe(reports[0]?.shape);
      expect(report.shown, what).toEqual({ hero: 'default' });
      expect(report.loads, what).toBe(1);
      expect(report.inspector, what).toBeDefined();
    }
    expectRequests(stage, [
      ...['hostile-runner.html', 'shadows.js', 'dist/inspector.min.js'],
      /^hostile-memory-\d+\.htm$/,
    ]);
    await record(runner, countDoors(remembered, gives), reports);
  },
);

export const hostilePreview = inParts(
  'whatever a preview link asks for is text, on the page and in the inspector',
  async (stage, gives) => {
    stage.server.files.set('hostile-preview.htm', readPage('hostile-preview.htm'));
    const runner = await openRunner(stage);
    const links = gives.map(composeLink);
    const reports = await runFrames(
      runner,
      links.map((address) => ({ address })),
    );
    for (const [number, report] of reports.entries()) {
      const give = gives[number]!;
      const what = `link ${number}: ${JSON.stringify(give(0))}`;
      const value = give(3).slice(0, 256);
      expectUntouched(report, what);
      expect(report.texts, what).toEqual({ 'traits.text': value, 'traits.list.0': value });
      expect(report.shape, what).toBe(reports[0]?.shape);
      expect(report.shown, what).toEqual({ hero: 'default' });
      expect(report.warnings.join('\n'), what).toBe('');
      expect(report.loads, what).toBe(1);
      expect(report.inspector?.kinds, what).toEqual(reports[0]?.inspector?.kinds);
      expect(squeezed(report.inspector?.text ?? ''), what).toContain(squeezed(`hero:${give(2)}`));
      expect(squeezed(report.inspector?.text ?? ''), what).toContain(squeezed(value));
    }
    expectRequests(stage, [
      ...['hostile-runner.html', 'hostile-preview.htm', 'shadows.js', 'dist/inspector.min.js'],
    ]);
    expect(await stored(runner)).toMatchObject({ keys: [], session: ['tailorbird'], cookies: '' });
    // Each page was asked for its record, so there is a database; nothing is in it.
    expect(await readStores(runner)).toEqual(['[]', '{}']);
    await record(runner, countDoors([...doors, ...named], gives), reports);
  },
);
