/**
 * The whole loop: a page with an experiment, a week of visitors, a server that collects their events, the report.
 * Each run has a name of its own, so that two can go on beside each other; the last few are kept, in memory.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JSDOM } from 'jsdom';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const read = (name) => readFileSync(here(`public/loop/${name}`), 'utf8');

const KEPT_RUNS = 8;
const MOST_BYTES = 65_536;
const MOST_LINES = 100_000;

/** One plan for the page and for the report. */
export const loopPlan = {
  segments: [{ id: 'spring', name: 'Spring campaign', when: { 'source.campaign': 'spring' } }],
  report: {
    // Intervals are to be tightest at about as many visitors as the week has.
    tune: 300,
    holdouts: { 'hero:campaign:spring': 0.1 },
  },
};

/** What the shop may do: talk to its own server, and be shown in the frames of the page that plays the week. */
const shopPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Frames have host names of their own: each is a browser of its own as far as storage goes. */
const weekPolicy = (port) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src 'self' http://*.localhost:${port}`,
  ].join('; ');

const reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The events of one run, as they arrived: some of them more than once. */
class Run {
  lines = [];
  ids = new Set();

  take(body) {
    const lines = body.trimEnd().split('\n');
    const ids = lines.map((line) => JSON.parse(line).id);
    if (this.lines.length + lines.length > MOST_LINES) throw new RangeError('Too many events.');
    this.lines.push(...lines);
    for (const id of ids) this.ids.add(id);
  }

  get text() {
    return this.lines.map((line) => `${line}\n`).join('');
  }
}

/** @returns Answers the addresses under `/loop`: `undefined` for those that are not its own. */
export function createLoop() {
  const runs = new Map();
  const find = (name) => {
    if (!runs.has(name)) runs.set(name, new Run());
    for (const oldest of runs.keys()) if (runs.size > KEPT_RUNS) runs.delete(oldest);
    return runs.get(name);
  };

  /** What each address under `/loop/NAME/` answers, by its last part. */
  const answers = {
    collect: async (run, request) => {
      if (request.method !== 'POST') return { status: 405, body: 'Events are posted here.\n' };
      try {
        run.take(await readBody(request));
        return { status: 204, body: '' };
      } catch (error) {
        return { status: 400, body: `${error.message}\n` };
      }
    },
    arrived: (run, request, url) => {
      const from = Number(url.searchParams.get('from')) || 0;
      const body = { lines: run.lines.length, ids: [...run.ids].slice(from) };
      return { type: 'application/json', body: JSON.stringify(body) };
    },
    'events.ndjson': (run) => ({ type: 'text/plain; charset=utf-8', body: run.text }),
    'report.html': (run) => report(run, '--html', 'text/html; charset=utf-8', reportPolicy),
    'weights.json': (run) => report(run, '--weights', 'application/json; charset=utf-8'),
  };

  return async function answer(request, url) {
    const html = 'text/html; charset=utf-8';
    const record = url.searchParams.get('automation') === 'record';
    if (url.pathname === '/loop')
      return { type: html, policy: weekPolicy(url.port), body: read('week.html') };
    const [, name, last] = /^\/loop\/(\w{1,20})\/([\w.]+)$/.exec(url.pathname) ?? [];
    if (last === 'shop') return { type: html, policy: shopPolicy, body: shop(name, record) };
    if (!Object.hasOwn(answers, last ?? '')) return undefined;
    return answers[last](find(name), request, url);
  };
}

/** The page with the experiment: what the README shows, with a script of visitors instead of visitors. */
function shop(run, record) {
  const dom = new JSDOM(read('shop.html'));
  const { document } = dom.window;
  document.querySelector('[data-tb-plan]').textContent = JSON.stringify(loopPlan);
  const script = document.querySelector('script[src*=tailorbird]');
  script.setAttribute('data-tb-events', `/loop/${run}/collect`);
  if (record) script.setAttribute('data-tb-automation', 'record');
  return dom.serialize();
}

async function readBody(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > MOST_BYTES) throw new RangeError('Too much at once.');
  }
  return body;
}

/** Runs the command `tailorbird report` on what has arrived. */
async function report(run, option, type, policy) {
  const folder = await mkdtemp(join(tmpdir(), 'tailorbird-loop-'));
  const plan = join(folder, 'plan.json');
  const result = join(folder, 'result');
  try {
    await writeFile(plan, JSON.stringify(loopPlan));
    const { code, output } = await command(
      ['report', '-', '--plan', plan, option, result],
      run.text,
    );
    if (code !== 0) return { status: code === 1 ? 404 : 500, body: output };
    // It says so where there is nothing to write: no weights for a goal that nobody has reached.
    const body = await readFile(result, 'utf8').catch(() => undefined);
    return body === undefined ? { status: 404, body: output } : { type, policy, body };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function command(args, input) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [here('../dist/cli.js'), ...args]);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += chunk));
    child.stdin.on('error', () => {}); // It may have ended before it has read everything.
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}
