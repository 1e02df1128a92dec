import { expect, test, vi } from 'vitest';
import type { DeviceDetail } from '../../src/types.js';
import { open, told, visible, waitFor } from './page.js';

const asks = '<p>Version <b data-tb-text="device.browserVersion">unknown</b></p>';

/** A stand-in for `import('tailorbird/device')` that answers when told to. */
function file(): {
  device: () => Promise<never>;
  answer(detail: DeviceDetail): void;
  asked(): number;
} {
  let give: (detail: DeviceDetail) => void = () => undefined;
  const detail = new Promise<DeviceDetail>((resolve) => (give = resolve));
  const device = vi.fn(() => Promise.resolve({ readDetail: () => detail } as never));
  return { device, answer: (value) => give(value), asked: () => device.mock.calls.length };
}

test('a page that does not name a detail loads nothing, and neither do listings', () => {
  const { device, asked } = file();
  const tailorbird = open('<p data-tb-text="device.type">x</p>', {}, { device });
  JSON.stringify(tailorbird.signals);
  tailorbird.explain();
  expect(asked()).toBe(0);
});

test('a detail is pending until the file has told it, and is asked for once', async () => {
  const { device, answer, asked } = file();
  const tailorbird = open(asks, {}, { device });
  expect(tailorbird.matches('device.browserVersion:9')).toBeUndefined();
  answer({ browserVersion: '9' });
  await waitFor(() => expect(visible()).toBe('Version 9'));
  expect(tailorbird.explain().signals).toContainEqual({
    path: 'device.browserVersion',
    value: '9',
    via: 'ua-parser-js',
    state: 'known',
  });
  expect(asked()).toBe(1);
  // The next page has it at once, without the file.
  await waitFor(async () => expect((await tailorbird.export())?.known?.device).toBeDefined());
  tailorbird.stop();
  const next = file();
  const again = open('', {}, { device: next.device });
  expect(again.matches('device.browserVersion:9')).toBe(true);
  again.stop();
  // A browser that was updated has another user agent.
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 another');
  open('', {}, { device: next.device }).matches('device.browserVersion:9');
  expect(next.asked()).toBe(1);
});

test('a file that fails is told once, and the authored text stays', async () => {
  const device = (): Promise<never> => Promise.reject(new Error('404'));
  open(asks, {}, { device });
  await waitFor(() => expect(told.filter((line) => line.includes('device-file'))).toHaveLength(1));
  expect(visible()).toBe('Version unknown');
});

test('without the file a detail is unavailable at once', () => {
  expect(open(asks).matches('device.browserVersion:*')).toBe(false);
});
