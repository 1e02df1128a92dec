import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FuzzPage, FuzzReport } from './page.js';
import { renderPage, type RenderedPage } from './render.js';

const dist = new URL('../../dist/', import.meta.url);

interface Task {
  readonly number: number;
  readonly page: FuzzPage;
  readonly rendered: RenderedPage;
  done(report: FuzzReport): void;
}

/** Hands pages out to lanes, streams them as they are cut, and takes in what was found on them. */
export class FuzzServer {
  /** Scripts to be tried, by name; changed copies of the built one. */
  readonly scripts = new Map<string, string>();
  readonly #files: Readonly<Record<string, string>>;
  /** One for each lane, so that each has an origin; the first shows them all. */
  readonly #servers: Server[] = [];
  readonly #tasks = new Map<number, Task>();
  #queue: Task[] = [];
  #idle: ((task: Task | undefined) => void)[] = [];
  #count = 0;

  private constructor(files: Readonly<Record<string, string>>) {
    this.#files = files;
    this.scripts.set('tailorbird', readFileSync(new URL('tailorbird.min.js', dist), 'utf8'));
  }

  /** @param files The scripts `lane` and `probe`. */
  static async open(files: Readonly<Record<string, string>>, lanes: number): Promise<FuzzServer> {
    const server = new FuzzServer(files);
    for (let number = 0; number <= lanes; number++) {
      const one = createServer((request, response) => {
        server.#answer(request, response).catch((error: unknown) => {
          response.statusCode = 500;
          response.end(String(error));
        });
      });
      server.#servers.push(one);
      // All of 127.0.0.0/8 is this computer.
      await new Promise<void>((resolve) => one.listen(0, `127.10.${number}.1`, resolve));
    }
    return server;
  }

  /** The address of the page with all lanes. One alone is a page itself: not every browser lets a frame store anything. */
  get overview(): string {
    const [overview, ...lanes] = this.#origins();
    return lanes.length > 1 ? `${overview}/` : `${lanes[0]}/lane`;
  }

  #origins(): string[] {
    return this.#servers.map((server) => {
      const { address, port } = server.address() as AddressInfo;
      return `http://${address}:${port}`;
    });
  }

  /** Has a page visited, with one of the scripts. */
  visit(page: FuzzPage, script = 'tailorbird'): { report: Promise<FuzzReport>; giveUp(): void } {
    const number = this.#count++;
    const report = new Promise<FuzzReport>((done) => {
      const task = { number, page, rendered: renderPage(page, `/${script}.js`), done };
      this.#tasks.set(number, task);
      const idle = this.#idle.shift();
      if (idle) idle(task);
      else this.#queue.push(task);
    });
    const giveUp = (): void => {
      this.#tasks.delete(number);
      this.#queue = this.#queue.filter((task) => task.number !== number);
    };
    return { report, giveUp };
  }

  /** The lanes are gone: what they had in hand is for those that come. */
  requeue(): void {
    this.#idle = [];
    this.#queue = [...this.#tasks.values()];
  }

  async close(): Promise<void> {
    for (const idle of this.#idle.splice(0)) idle(undefined);
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname === '/next') return this.#next(await bodyOf(request), response);
    if (pathname.startsWith('/page/')) return this.#stream(pathname.slice(6), response);
    const [, name = '', extension] = /^\/([\w-]+)(\.js)?$/.exec(pathname) ?? [];
    if (!extension) {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return void response.end(pathname === '/' ? this.#overview() : lane);
    }
    response.setHeader('Content-Type', 'text/javascript; charset=utf-8');
    response.setHeader('Cache-Control', 'max-age=3600');
    response.end(this.#files[name] ?? this.scripts.get(name) ?? '');
  }

  /** All lanes side by side: a frame that is out of view is not painted. */
  #overview(): string {
    const frames = this.#origins()
      .slice(1)
      .map((origin) => `<iframe src="${origin}/lane" width="190" height="140"></iframe>`);
    return `<!doctype html><title>Fuzz</title>${frames.join('')}`;
  }

  async #next(answer: string, response: ServerResponse): Promise<void> {
    if (answer) {
      const { number, report } = JSON.parse(answer) as { number: number; report: FuzzReport };
      this.#tasks.get(number)?.done(report);
      this.#tasks.delete(number);
    }
    const task =
      this.#queue.shift() ??
      (await new Promise<Task | undefined>((resolve) => this.#idle.push(resolve)));
    if (!task) return void response.end('null');
    const { number, page, rendered } = task;
    response.end(JSON.stringify({ number, page, html: rendered.html }));
  }

  async #stream(number: string, response: ServerResponse): Promise<void> {
    const task = this.#tasks.get(Number(number));
    if (!task) return void response.end('');
    const { headers, chunks } = task.rendered;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.socket?.setNoDelay(true);
    for (const { text, pause } of chunks) {
      if (pause) await new Promise((resolve) => setTimeout(resolve, pause));
      response.write(text);
    }
    response.end();
  }
}

const lane =
  '<!doctype html><meta charset="utf-8"><title>Lane</title><link rel="icon" href="data:,">' +
  '<style>iframe{border:0;width:100%;height:120px}</style><body><script src="/lane.js"></script>';

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
