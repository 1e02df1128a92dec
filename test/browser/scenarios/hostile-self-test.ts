import { expect } from 'vitest';
import {
  expectUntouched,
  openRunner,
  readPage,
  runFrames,
  scriptJson,
  type FrameReport,
} from '../support/hostile.js';
import payloads from '../../hostile/payloads.json' with { type: 'json' };
import type { Scenarios, Stage } from '../support/stage.js';

const template = readPage('hostile-naive.htm');

/** Sends a text to a page that does with it what it should not. */
async function sendTo(
  stage: Stage,
  sends: readonly { readonly sink: string; readonly text: string }[],
): Promise<FrameReport[]> {
  for (const [number, { sink, text }] of sends.entries()) {
    const page = template.replace('{{sink}}', sink).replace('{{text}}', () => scriptJson(text));
    stage.server.files.set(`hostile-naive-${number}.htm`, page);
  }
  const runner = await openRunner(stage);
  return runFrames(
    runner,
    sends.map((_, number) => ({ address: `/hostile-naive-${number}.htm` })),
  );
}

const isSeen = (report: FrameReport): boolean => {
  try {
    expectUntouched(report, '');
    return false;
  } catch {
    return true;
  }
};

export const hostileSelfTest: Scenarios = {
  'a page that runs what it is sent is found out, whatever way it does': async (stage) => {
    const run = ['markup', 'fragment', 'script', 'attribute', 'prototype', 'global', 'address'];
    const texts: Record<string, string> = {
      fragment: '<script>__executed(1)</script>',
      script: '__executed(1)',
      attribute: '"><img src=x: onerror=__executed(1)>',
    };
    const sends = run.map((sink) => ({
      sink,
      text: texts[sink] ?? '<img src=x: onerror=__executed(1)>',
    }));
    const reports = await sendTo(stage, sends);
    for (const [number, report] of reports.entries()) {
      expect(isSeen(report), sends[number]?.sink).toBe(true);
      if (number < 4) expect(report.executed, sends[number]?.sink).toEqual(['1']);
    }
    expect(
      reports
        .slice(4)
        .map(({ changed, globals, moved }) => [changed.length, globals, moved !== '']),
    ).toEqual([
      [1, ['tailorbird'], false],
      [0, ['tailorbird', 'another'], false],
      [0, ['tailorbird'], true],
    ]);
  },

  'the payloads do run where they can': async (stage) => {
    const kinds = ['element', 'handler', 'foreign content', 'script'];
    const chosen = payloads.filter(
      ({ kind, text }) => kinds.includes(kind) && !text.startsWith('location'),
    );
    const sends = chosen.map(({ kind, text }) => ({
      sink: kind === 'script' ? 'script' : 'fragment',
      text,
    }));
    const reports = await sendTo(stage, sends);
    const ran = chosen.filter(({ id }, number) => reports[number]?.executed.includes(`${id}`));
    // Not all can: some wait for a click, some for an old browser.
    expect(ran.length).toBeGreaterThan(25);
    expect(new Set(ran.map(({ kind }) => kind))).toEqual(new Set(kinds));
    // What stands there as markup changes the look of the page as well.
    const plain = await sendTo(stage, [{ sink: 'fragment', text: 'spring rain' }]);
    const markup = reports.filter(
      ({ executed }, number) => executed.length && sends[number]?.sink === 'fragment',
    );
    expect(markup.every(({ shape }) => shape !== plain[0]?.shape)).toBe(true);
  },
};
