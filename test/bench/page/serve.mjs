/** A server for one subject: a port of its own, hence an origin and a storage of its own. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync } from 'node:zlib';
import { folders, renderPage } from './landing-page.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const compressible = new Set(['.css', '.html', '.js', '.json']);

/** What a service answers with is as far away as this. */
const SERVICE_DELAY = 300;

/** `?yesterday`: the page's clock is a day behind, for the visit before the one that is measured. */
const yesterday = `{const now=Date.now,Real=Date,back=()=>now()-864e5;
Date=new Proxy(Real,{construct:(target,args)=>args.length?new target(...args):new target(back()),
get:(target,key)=>key==="now"?back:Reflect.get(target,key)})}`;
/** Some subjects do nothing, or remember nothing, for a browser that is driven by a program. */
const ordinary = `{const{userAgent}=navigator;Object.defineProperties(Navigator.prototype,{webdriver:{get:()=>false},
userAgent:{get:()=>userAgent.replace("Headless","")}})}`;
const sampler = readFileSync(new URL('sampler.js', import.meta.url), 'utf8');
/** Queries that add something to the top of the page. */
const additions = {
  yesterday: `<script>${ordinary}${yesterday}</script>`,
  frames: `<script>${ordinary}${sampler}</script>`,
};

/**
 * @param {import('./subjects.mjs').PageSubject} subject
 * @returns What the measuring needs: `address`, the way to set how far away the subject's own files are (`distance`, in
 *   milliseconds), what was sent since the last look, and `close()`.
 */
export async function serve(subject) {
  let distance = 0;
  let sent = [];
  const page = renderPage(subject);
  const sendable = new Map();

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      response.statusCode = error.code === 'ENOENT' ? 404 : 500;
      response.end(String(error));
    });
  });

  async function answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    // Cold, as for a visitor whose cache has forgotten the page.
    response.setHeader('Cache-Control', 'no-store');
    const extra = Object.entries(additions).filter(([name]) => searchParams.has(name));
    if (pathname === '/') {
      const text = page.replace('<meta charset="utf-8">', (meta) =>
        [meta, ...extra.map(([, html]) => html)].join(''),
      );
      return send(response, `page ${extra.map(([name]) => name)}`, '.html', text);
    }
    const own = subject.files?.[pathname];
    if (own !== undefined) {
      await delay(distance);
      return send(response, pathname, extname(pathname), own);
    }
    const told = longest(subject.answers, pathname);
    if (told) {
      for await (const chunk of request) void chunk;
      await delay(SERVICE_DELAY);
      response.setHeader('Access-Control-Allow-Origin', '*');
      return send(response, told[0], '.json', told[1]);
    }
    const [prefix, folder] = longest(folders, pathname);
    const body = await readFile(join(folder, normalize(pathname.slice(prefix.length - 1))));
    send(response, pathname, extname(pathname), body);
  }

  function send(response, name, extension, body) {
    response.setHeader('Content-Type', types[extension] ?? 'application/octet-stream');
    const packed = compressible.has(extension);
    if (packed) response.setHeader('Content-Encoding', 'br');
    let bytes = sendable.get(name);
    if (!bytes) {
      bytes = packed ? brotliCompressSync(body) : Buffer.from(body);
      sendable.set(name, bytes);
    }
    sent.push({ name, bytes: bytes.length });
    response.end(bytes);
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    setDistance: (milliseconds) => (distance = milliseconds),
    takeSent: () => sent.splice(0),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The entry whose key the address begins with. */
function longest(entries = {}, address) {
  return Object.entries(entries)
    .filter(([start]) => address.startsWith(start))
    .sort(([a], [b]) => b.length - a.length)[0];
}
