/**
 * The demo: a real landing page, personalised with `data-tb-*` attributes, and a strip of links that make you
 * a new visitor, a returning one, one from a campaign, from Germany, on a phone …
 *
 *   npm run demo              builds, serves, prints the address
 *   PORT=8080 npm run demo    on a port of your choice (0: any free one)
 *
 * serve.mjs      the command          server.mjs    what each address answers
 * page.mjs       the page, made from the npm package `startbootstrap-landing-page` at each request
 * copy.mjs       what the variants say              plan.mjs      the plan that stands in the page
 * visitors.mjs   who the strip lets you become      strip.mjs     the strip itself
 * side-pages.mjs the page on the way to a visitor, and the phone's frame
 * loop.mjs       a week of visitors, their events, the report
 * public/        what runs in the browser
 *
 * Nothing is loaded from other hosts: it works offline.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDemoServer } from './server.mjs';

const FIRST_PORT = 4173;
const LAST_PORT = FIRST_PORT + 100;

const help = `Usage: node demo/serve.mjs [--help]

Serves the demo on this computer only (127.0.0.1) until you press Ctrl+C.

  PORT   port to listen on; 0 for any free one (default: the first free one from ${FIRST_PORT})`;

/** Ends with a message rather than a stack trace. */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** Listens on the first free port, or on the one that was asked for and no other. */
async function listen(server, wanted) {
  const last = wanted === undefined ? LAST_PORT : wanted;
  for (let port = wanted ?? FIRST_PORT; ; port++) {
    try {
      return await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', reject);
          resolve(server.address().port);
        });
      });
    } catch (error) {
      server.removeAllListeners('error');
      if (error.code !== 'EADDRINUSE' || port >= last) throw error;
    }
  }
}

/** `PORT` as a number, `undefined` if it is not set. */
function readPort(text) {
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  return fail(`PORT=${text} is not a port: give a number from 0 to 65535.`);
}

async function main(args) {
  if (args.some((arg) => arg === '--help' || arg === '-h')) return console.log(help);
  if (args.length) fail(`Unknown argument ${args[0]}.\n\n${help}`);
  for (const file of ['tailorbird.min.js', 'index.js']) {
    const built = fileURLToPath(new URL(`../dist/${file}`, import.meta.url));
    if (!existsSync(built)) fail(`dist/${file} is not built yet: npm run build makes it.`);
  }

  const server = createDemoServer();
  const port = await listen(server, readPort(process.env.PORT)).catch((error) =>
    fail(`The demo cannot listen: ${error.message}`),
  );
  console.log(`
  Tailorbird demo:  http://127.0.0.1:${port}/

  The bar at the bottom of the page makes you another visitor. Ctrl+C ends.

  Every signal of a visitor:            http://127.0.0.1:${port}/signals
  A week of visitors, and its report:   http://127.0.0.1:${port}/loop
`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      server.close();
      server.closeAllConnections();
    });
  }
}

await main(process.argv.slice(2));
