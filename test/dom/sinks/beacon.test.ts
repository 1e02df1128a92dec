import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../../src/sinks.js';
import type { TrackedEvent } from '../../../src/types.js';
import { exposure, exposures } from '../../support/events.js';
import { fakeHost, type FakeHost } from './fake-host.js';

const TEN_SECONDS = 10_000;

/** A server: what it got, and what it answers next. */
class Server {
  readonly posts: { url: string; body: string; init: RequestInit }[] = [];
  answer: (body: string) => number | 'nothing' | Promise<number> = () => 200;
  readonly fetch = vi.fn(async (url: string, init: RequestInit) => {
    const body = init.body as string;
    this.posts.push({ url, body, init });
    const status = await this.answer(body);
    if (status !== 'nothing') return { ok: status >= 200 && status < 300, status };
    throw new TypeError('Failed to fetch');
  });
  get ids(): string[] {
    return this.posts.flatMap(({ body }) => idsIn(body));
  }
}

const idsIn = (body: string): string[] =>
  body
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as TrackedEvent).id);

let server: Server;
let host: FakeHost;
let tell: (event: TrackedEvent) => void;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  vi.stubGlobal('Request', class {});
  Object.defineProperty(Request.prototype, 'keepalive', { configurable: true, value: false });
  host = fakeHost({ beacon: '/collect' });
  tell = connect(host);
});

afterEach(() => {
  host.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function queue(events: readonly TrackedEvent[]): void {
  host.queue = [...host.queue, ...events];
  events.forEach(tell);
}

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

async function hide(): Promise<void> {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  dispatchEvent(new Event('pagehide'));
  vi.restoreAllMocks();
  await pass(0);
}

describe('the beacon', () => {
  test('sends what is queued after ten seconds, a line each, and empties the queue', async () => {
    queue(exposures(2));
    await pass(TEN_SECONDS - 1);
    expect(server.posts).toEqual([]);
    await pass(1);
    expect(server.posts).toMatchObject([
      {
        url: '/collect',
        body: `${exposures(2)
          .map((event) => JSON.stringify(event))
          .join('\n')}\n`,
        init: { method: 'POST', keepalive: true, credentials: 'same-origin', redirect: 'error' },
      },
    ]);
    expect(server.posts[0]!.init.headers).toBeUndefined();
    expect(host.queue).toEqual([]);
  });

  test('makes no request, and sets no timer, when nothing is queued', async () => {
    await pass(0);
    expect(vi.getTimerCount()).toBe(0);
    await hide();
    queue(exposures(1));
    await pass(TEN_SECONDS);
    expect(server.posts).toHaveLength(1);
    await pass(10 * TEN_SECONDS);
    expect(server.posts).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('sends what earlier pages left behind', async () => {
    const before = fakeHost({ beacon: '/collect' });
    before.queue = exposures(1);
    connect(before);
    await pass(TEN_SECONDS);
    expect(server.ids).toEqual(['id-0']);
    before.stop();
  });

  test('sends when the page is put away, and each event once', async () => {
    queue(exposures(2));
    await hide();
    expect(server.ids).toEqual(['id-0', 'id-1']);
    await pass(TEN_SECONDS);
    expect(server.posts).toHaveLength(1);
  });

  test('never has an event under way twice', async () => {
    let answer: (status: number) => void = () => undefined;
    server.answer = () => new Promise((resolve) => (answer = resolve));
    queue(exposures(1));
    await pass(TEN_SECONDS);
    const first = answer;
    queue([{ ...exposure, id: 'later' }]);
    await hide();
    expect(server.posts.map(({ body }) => idsIn(body))).toEqual([['id-0'], ['later']]);
    first(200);
    answer(200);
    await pass(0);
    expect(host.queue).toEqual([]);
  });

  test('asks first whether another tab has sent them', async () => {
    queue(exposures(3));
    const asked = host.rereads;
    host.reread = () => {
      host.rereads++;
      return Promise.resolve(host.queue.filter(({ id }) => id === 'id-2'));
    };
    await pass(TEN_SECONDS);
    expect(server.ids).toEqual(['id-2']);
    expect(host.rereads).toBeGreaterThan(asked);
  });

  test('forgets what another tab has sent, and asks no more', async () => {
    queue(exposures(3));
    const accepted = vi.spyOn(host, 'accepted');
    host.reread = () => {
      host.rereads++;
      return Promise.resolve([]);
    };
    await pass(TEN_SECONDS);
    expect(accepted.mock.calls).toEqual([[new Set(['id-0', 'id-1', 'id-2'])]]);
    const asked = host.rereads;
    await hide();
    await pass(600_000);
    expect(server.posts).toEqual([]);
    expect(host.rereads).toBe(asked);
  });

  test('keeps each request under 60 kB of bytes, one after the other', async () => {
    queue(exposures(300, '€'.repeat(100)));
    await pass(TEN_SECONDS);
    expect(server.posts.length).toBeGreaterThan(2);
    for (const { body } of server.posts)
      expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(60_000);
    expect(server.ids).toEqual(exposures(300).map(({ id }) => id));
    expect(host.queue).toEqual([]);
  });

  test('sends no more than 60 kB when the page goes: browsers refuse more', async () => {
    queue(exposures(300, '€'.repeat(100)));
    server.answer = () => new Promise(() => undefined);
    await hide();
    expect(server.posts).toHaveLength(1);
    expect(host.queue).toHaveLength(300);
  });

  test('waits twice as long after each failure, up to five minutes, and comes back to ten seconds', async () => {
    server.answer = () => 'nothing';
    queue(exposures(1));
    await pass(TEN_SECONDS);
    for (const pause of [20, 40, 80, 160, 300, 300]) {
      const before = server.posts.length;
      await pass(pause * 1000 - 1);
      expect(server.posts).toHaveLength(before);
      await pass(1);
      expect(server.posts).toHaveLength(before + 1);
    }
    expect(host.queue).toHaveLength(1);
    server.answer = () => 200;
    await hide();
    expect(host.queue).toEqual([]);
    queue([{ ...exposure, id: 'later' }]);
    await pass(300_000);
    expect(server.ids.at(-1)).toBe('later');
    const before = server.posts.length;
    queue([{ ...exposure, id: 'at last' }]);
    await pass(TEN_SECONDS);
    expect(server.posts).toHaveLength(before + 1);
    expect(host.problems).toEqual([]);
  });

  test.each([408, 425, 429, 500, 503])(
    'keeps events that the server does not take now (%d)',
    async (status) => {
      server.answer = () => status;
      queue(exposures(1));
      await pass(3_600_000);
      expect(server.posts.length).toBeGreaterThan(5);
      expect(host.queue).toHaveLength(1);
      expect(host.problems).toEqual([]);
    },
  );

  test.each([400, 403, 404])(
    'gives up what has been refused five times (%d), and says so once',
    async (status) => {
      server.answer = () => status;
      queue(exposures(1));
      await pass(3_600_000);
      expect(server.posts).toHaveLength(5);
      expect(host.queue).toEqual([]);
      expect(new Set(host.problems).size).toBe(1);
      expect(host.problems[0]).toContain(
        `sink | /collect | The server refuses events with ${status}`,
      );
    },
  );

  test('sends smaller batches to a server that finds them too large, and gives up an event that is', async () => {
    server.answer = (body) => (body.length > 1000 ? 413 : 200);
    const large: TrackedEvent = { ...exposure, id: 'large', block: 'x'.repeat(2000) };
    const events = [
      ...exposures(10),
      large,
      ...exposures(3).map((one) => ({ ...one, id: `${one.id}b` })),
    ];
    queue(events);
    await pass(600_000);
    const arrived = server.posts
      .filter(({ body }) => body.length <= 1000)
      .flatMap(({ body }) => idsIn(body));
    expect(arrived.sort()).toEqual(
      events
        .map(({ id }) => id)
        .filter((id) => id !== 'large')
        .sort(),
    );
    expect(host.queue).toEqual([]);
  });

  test('does not let an event bar the way that no browser would send', async () => {
    queue([{ ...exposure, id: 'huge', block: 'x'.repeat(70_000) }, ...exposures(1)]);
    await pass(600_000);
    expect(server.ids).toEqual(['id-0']);
    expect(host.queue).toEqual([]);
    expect(host.problems).toHaveLength(1);
  });

  test('gives an answer half a minute, then sends again', async () => {
    server.fetch.mockImplementationOnce(
      (_url, { signal }) =>
        new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new Error('aborted'))),
        ),
    );
    queue(exposures(1));
    await pass(TEN_SECONDS + 30_000 + 2 * TEN_SECONDS);
    expect(server.fetch).toHaveBeenCalledTimes(2);
    expect(host.queue).toEqual([]);
  });

  test('stops with the page’s Tailorbird', async () => {
    queue(exposures(1));
    host.stop();
    await hide();
    await pass(600_000);
    expect(server.posts).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('where requests cannot outlive the page', () => {
  const sent: string[] = [];
  let takes = true;

  beforeEach(() => {
    sent.length = 0;
    takes = true;
    host.stop();
    Reflect.deleteProperty(Request.prototype, 'keepalive');
    Object.defineProperty(navigator, 'sendBeacon', {
      configurable: true,
      value: (_url: string, body: string) => {
        sent.push(body);
        return takes;
      },
    });
    host = fakeHost({ beacon: '/collect' });
    tell = connect(host);
  });

  test('the browser’s queue takes them when the page goes, and that counts', async () => {
    queue(exposures(2));
    await hide();
    expect(sent.flatMap(idsIn)).toEqual(['id-0', 'id-1']);
    expect(server.posts).toEqual([]);
    expect(host.queue).toEqual([]);
  });

  test('what it does not take stays', async () => {
    takes = false;
    queue(exposures(2));
    await hide();
    expect(host.queue).toHaveLength(2);
  });

  test('a page that stays waits for the answer', async () => {
    server.answer = () => 500;
    queue(exposures(1));
    await pass(TEN_SECONDS);
    expect(server.posts).toHaveLength(1);
    expect(sent).toEqual([]);
    expect(host.queue).toHaveLength(1);
  });
});
