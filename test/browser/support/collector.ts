import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { patient } from './server.js';
import { waitFor } from './wait.js';

/** What a server does with a request: takes it, answers with another status, hangs up, or answers when told to. */
export type Behaviour = 'take' | 'hang up' | 'hold' | number;

/** The owner's server that events are posted to, on an origin of its own, with the faults that servers have. */
export class Collector {
  /** Lines of all requests that it took. */
  readonly lines: string[] = [];
  /** What became of each request so far, in order. */
  readonly seen: Behaviour[] = [];
  readonly types = new Set<string | undefined>();
  behave: (request: number) => Behaviour = () => 'take';
  #server: Server | undefined;
  #port = 0;
  #held: (() => void)[] = [];

  static async open(): Promise<Collector> {
    const collector = new Collector();
    await collector.up();
    return collector;
  }

  get url(): string {
    return `${this.origin}/collect`;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens, on the same port as before. */
  async up(): Promise<void> {
    const server = createServer(
      patient,
      (request, response) => void this.#answer(request, response),
    );
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Closes the port. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  }

  /** Answers what has been held. */
  release(): void {
    for (const answer of this.#held.splice(0)) answer();
  }

  /** Ids of the events that it has, each as often as it came. */
  get ids(): string[] {
    return this.lines.map((line) => (JSON.parse(line) as { id: string }).id);
  }

  async requests(count: number): Promise<void> {
    await waitFor(
      `${count} requests to the collector`,
      () => Promise.resolve(this.seen.length >= count),
      () => this.seen.join(),
    );
  }

  /** Waits until it has these events, at least once each. */
  async has(ids: readonly string[]): Promise<void> {
    const missing = (): string[] => ids.filter((id) => !this.ids.includes(id));
    await waitFor(
      `${ids.length} events at the collector`,
      () => Promise.resolve(missing().length === 0),
      () => `missing ${missing().length}, got ${this.lines.length}, did ${this.seen.join()}`,
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const what = this.behave(this.seen.length);
    this.seen.push(what);
    if (what === 'hang up') return void request.once('data', () => request.destroy());
    let body = '';
    try {
      for await (const chunk of request) body += String(chunk);
    } catch {
      return; // The page has gone in the middle of it.
    }
    this.types.add(request.headers['content-type']);
    const answer = (): void => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.statusCode = typeof what === 'number' ? what : 204;
      if (typeof what !== 'number') this.lines.push(...body.trimEnd().split('\n'));
      response.end();
    };
    if (what === 'hold') this.#held.push(answer);
    else answer();
  }
}
