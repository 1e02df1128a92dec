import { readFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize } from 'node:path';
import { Gate } from './gate.js';
import { renderPage } from './page-template.js';

const pages = new URL('../../pages/', import.meta.url);
const dist = new URL('../../../dist/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  // As it is: without the sampler, for pages that are opened by the hundred.
  '.htm': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Connections stay, used or not: browsers open some ahead, and closing one just as it is used (or answering 408 on it)
 * would be a fault that no test asked for.
 */
export const patient: ServerOptions = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

let opened = 0;

/** An address that no scenario before has had. */
function nextHost(): string {
  const number = opened++;
  return `127.${Math.floor(number / 250)}.0.${(number % 250) + 1}`;
}

function originOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `http://${address}:${port}`;
}

/**
 * A web server for one scenario. It has an address of its own, hence an origin, storage and cookies: what one
 * scenario stores no other can see, in every engine alike. (Cookies know no ports, and Firefox brings some back that were
 * deleted while frames were loading.) All of 127.0.0.0/8 is this computer.
 */
export class PageServer {
  /** Every path asked for, but the page's own reports of progress. */
  readonly requests: string[] = [];
  /** What was posted, in the order in which it arrived whole. */
  readonly posts: { readonly path: string; readonly body: string }[] = [];
  /** Files that a scenario brings along, by name. */
  readonly files = new Map<string, string>();
  readonly #server: Server;
  readonly #host = nextHost();
  #elsewhere: Server | undefined;
  readonly #gates = new Map<string, Gate>();
  /** Requests that wait until as many tabs have made the same. */
  readonly #meeting = new Map<string, (() => void)[]>();

  private constructor() {
    this.#server = this.#create();
  }

  #create(): Server {
    return createServer(patient, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.statusCode = (error as { code?: string }).code === 'ENOENT' ? 404 : 500;
        response.end(String(error));
      });
    });
  }

  static async open(): Promise<PageServer> {
    const server = new PageServer();
    await new Promise<void>((resolve) => server.#server.listen(0, server.#host, resolve));
    return server;
  }

  get origin(): string {
    return originOf(this.#server);
  }

  /** The same on another host. @returns Its origin. */
  async openElsewhere(): Promise<string> {
    const server = (this.#elsewhere ??= this.#create());
    await new Promise<void>((resolve) =>
      server.listen(0, this.#host.replace(/0(\.\d+)$/, '1$1'), resolve),
    );
    return originOf(server);
  }

  /** How often a page never reported what the server waited for. */
  get missed(): number {
    return [...this.#gates.values()].reduce((sum, gate) => sum + gate.missed, 0);
  }

  async close(): Promise<void> {
    for (const gate of this.#gates.values()) gate.close();
    for (const server of [this.#server, this.#elsewhere]) {
      server?.closeAllConnections();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    const [, folder, gate = '', event = ''] = url.pathname.split('/');
    // Not no-store: that would keep pages out of the back/forward cache.
    response.setHeader('Cache-Control', 'no-cache');
    if (folder === 'gate') {
      response.statusCode = this.#gates.get(gate)?.report(event) ? 200 : 410;
      response.end();
      return;
    }
    this.requests.push(url.pathname);
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      this.posts.push({ path: url.pathname, body });
      response.end('{}');
      return;
    }
    const name = normalize(url.pathname).slice(1);
    const extension = extname(name);
    response.setHeader('Content-Type', types[extension] ?? 'application/octet-stream');
    if (extension === '.html') return this.#sendPage(name, url.searchParams, response);
    const file = name.startsWith('dist/') ? new URL(name.slice(5), dist) : new URL(name, pages);
    const text = this.files.get(name) ?? (await readFile(file, 'utf8'));
    await this.#hold(url);
    response.end(damage(text, url.searchParams.get('damage')));
  }

  async #sendPage(name: string, query: URLSearchParams, response: ServerResponse): Promise<void> {
    const id = String(this.#gates.size + 1);
    const gate = new Gate();
    this.#gates.set(id, gate);
    const cuts = query.get('cuts')?.split(',') ?? [];
    const source = this.files.get(name) ?? (await readFile(new URL(name, pages), 'utf8'));
    const script = await readFile(new URL('tailorbird.min.js', dist), 'utf8');
    const { headers, chunks } = renderPage(source, { cuts, page: id, script });
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
    response.socket?.setNoDelay(true);
    for (const [index, chunk] of chunks.entries()) {
      if (index > 0) await gate.painted();
      response.write(chunk);
    }
    response.end();
    if (chunks.length > 1) gate.close();
  }

  /** `?after=EVENT` waits for the latest page, `?tabs=2` for as many requests for the same file. */
  async #hold({ searchParams, pathname }: URL): Promise<void> {
    const event = searchParams.get('after');
    if (event) {
      const gate = [...this.#gates.values()].at(-1);
      await gate?.happened(event);
      gate?.close();
    }
    const tabs = Number(searchParams.get('tabs') ?? 1);
    if (tabs > 1) {
      const waiting = this.#meeting.get(pathname) ?? [];
      this.#meeting.set(pathname, waiting);
      if (waiting.length + 1 >= tabs) waiting.splice(0).forEach((go) => go());
      else await new Promise<void>((go) => waiting.push(go));
    }
  }
}

/** Ways in which a script can arrive broken. */
function damage(text: string, how: string | null): string {
  if (how === 'cut-short') return text.slice(0, text.length / 2);
  if (how === 'throw-first') return `throw new Error('broken at the start');${text}`;
  return text;
}
