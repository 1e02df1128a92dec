import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLoop } from './loop.mjs';
import { packageDirectory } from './packages.mjs';
import { renderPage } from './page.mjs';
import { renderBecome, renderPhone, renderSignals } from './side-pages.mjs';
import { visitors, withQuery } from './visitors.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Which folder answers for which addresses; the longest prefix wins. */
const folders = [
  ['/demo/', here('public')],
  ['/dist/', here('../dist')],
  ['/idb-keyval/', join(packageDirectory('idb-keyval'), 'dist')],
  ['/bootstrap-icons/', join(packageDirectory('bootstrap-icons'), 'font')],
  ['/lato/', packageDirectory('@fontsource/lato')],
  ['/', join(packageDirectory('startbootstrap-landing-page'), 'dist')],
];

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The page's own rules are strict, to show that Tailorbird needs no more: no network, no inline scripts, no
 * strings that become markup. (`unsafe-inline` is for the style attributes of the template.)
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * Connections stay, used or not: one that is closed just as the browser uses it is a page that does not come.
 *
 * @type {import('node:http').ServerOptions}
 */
const patient = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

/** @returns {import('node:http').Server} Not listening yet. */
export function createDemoServer() {
  const loop = createLoop();
  return createServer(patient, (request, response) => {
    answer(request, response, loop).catch((error) => {
      console.error(error);
      if (!response.headersSent) sendText(response, 500, 'Something went wrong in the demo.');
      else response.destroy();
    });
  });
}

async function answer(request, response, loop) {
  const address = `http://127.0.0.1${request.url}`;
  if (!URL.canParse(address)) return sendText(response, 400, 'This is no address.');
  const url = new URL(address);
  url.port = request.socket.localPort;
  const looped = await loop(request, url);
  if (looped) {
    const { status = 200, type = 'text/plain; charset=utf-8', policy, body } = looped;
    if (policy) response.setHeader('Content-Security-Policy', policy);
    return send(response, status, type, body);
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendText(response, 405, 'The demo only answers GET.');
  }
  const query = url.searchParams;
  const record = query.get('automation') === 'record';

  if (url.pathname === '/') {
    response.setHeader('Content-Security-Policy', pagePolicy);
    return sendHtml(response, renderPage({ ...readView(query), record }));
  }
  if (url.pathname === '/signals') {
    // The one request is that of the plan: to this site itself.
    const policy = pagePolicy.replace("connect-src 'none'", "connect-src 'self'");
    response.setHeader('Content-Security-Policy', policy);
    return sendHtml(response, renderSignals({ record, endpoint: query.has('endpoint') }));
  }
  if (url.pathname === '/where') {
    await delay(80); // As if it were further away: what is on its way can be seen.
    return send(
      response,
      200,
      'application/json',
      '{"country":"DE","region":"BE","city":"Berlin"}',
    );
  }
  const keep = record ? { automation: 'record' } : {};
  if (url.pathname === '/phone') return sendHtml(response, renderPhone({ record, keep }));
  const [, become] = /^\/become\/(\w+)$/.exec(url.pathname) ?? [];
  const visitor = visitors.find(({ id }) => id === become);
  if (visitor) {
    return sendHtml(
      response,
      renderBecome({ ...visitor, target: withQuery(visitor.target, keep) }),
    );
  }
  return sendFile(response, url.pathname);
}

/** What a host would know of the visitor: the country from the connection, the name from an account. */
function readView(query) {
  const country = query.get('country') ?? '';
  return {
    country: /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : undefined,
    firstName: query.get('firstName')?.trim().slice(0, 40) || undefined,
    phone: query.get('device') === 'phone',
  };
}

async function sendFile(response, path) {
  const file = locate(path);
  const found = file && (await stat(file).catch(() => undefined));
  if (!found?.isFile()) return sendText(response, 404, 'Nothing here. The demo starts at /');
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': 'no-cache',
  });
  if (response.req.method === 'HEAD') return response.end();
  return createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The file behind an address; nothing if it would lie outside its folder. */
function locate(path) {
  const [prefix, folder] = folders.find(([prefix]) => path.startsWith(prefix)) ?? [];
  if (!folder) return undefined;
  try {
    const file = normalize(join(folder, decodeURIComponent(path.slice(prefix.length))));
    return file.startsWith(folder + sep) && !file.includes('\0') ? file : undefined;
  } catch {
    return undefined; // Not a valid percent-encoding.
  }
}

function sendHtml(response, html) {
  send(response, 200, 'text/html; charset=utf-8', html);
}

function sendText(response, status, text) {
  send(response, status, 'text/plain; charset=utf-8', `${text}\n`);
}

function send(response, status, type, body) {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
