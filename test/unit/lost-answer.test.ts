import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Tab } from '../browser/support/engine.js';
import type { SamplerReport } from '../browser/support/page/report.js';
import { View } from '../browser/support/view.js';
import { LostAnswer } from '../browser/support/webdriver.js';

/** A tab that gives these answers, one after the other. */
function view(...answers: (Error | { readonly frames: number })[]): View {
  const evaluate = (): Promise<SamplerReport> => {
    const answer = answers.shift();
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve(answer as SamplerReport);
  };
  return new View({ evaluate } as unknown as Tab, 'page.html', { shows: [] });
}

describe('a driver that loses an answer', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  afterEach(() => warn.mockClear());
  const lost = new LostAnswer('script timeout');

  test('is asked again when the page has gone on painting, and this is told', async () => {
    const page = view({ frames: 100 }, lost, { frames: 300 });
    await page.report();
    expect(await page.report()).toEqual({ frames: 300 });
    expect(warn).toHaveBeenCalledOnce();
  });

  test.each([
    ['the page had hung', lost, { frames: 103 }],
    ['it loses the next one too', lost, new Error('again')],
    ['it was something else', new Error('no such window'), { frames: 300 }],
  ] as const)('is no excuse when %s', async (_, first, second) => {
    const page = view({ frames: 100 }, first, second);
    await page.report();
    await expect(page.report()).rejects.toThrow();
    expect(warn).not.toHaveBeenCalled();
  });
});
