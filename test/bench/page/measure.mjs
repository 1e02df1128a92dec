/** Visits the page of every subject again and again, in turns, and writes down what each view showed and cost. */
import { campaign } from './copy.mjs';
import { launchChromium } from './chromium.mjs';
import { browsers, watchIn } from './engines.mjs';
import { readFrames } from './frames.mjs';
import { serve } from './serve.mjs';
import { subjects } from './subjects.mjs';
import { summarise } from '../support/statistics.mjs';

/** A trip over the network, for scripts that come from somewhere else. */
const TRIP = 150;

/** @type {readonly (import('./chromium.mjs').Condition & { name: string, distance: number })[]} */
export const conditions = [
  { name: '4× slower processor', slowdown: 4, distance: 0 },
  { name: '1× processor', slowdown: 1, distance: 0 },
  { name: `4× slower processor, scripts ${TRIP} ms away`, slowdown: 4, distance: TRIP },
];

/** @param {{ runs: number, quick: boolean, subjects?: readonly string[] }} options */
export async function measurePage({ runs, quick, subjects: wanted }) {
  const chromium = await launchChromium();
  const chosen = subjects.filter(
    ({ name }) => !wanted || name === 'static' || wanted.some((one) => name.includes(one)),
  );
  const entries = [];
  try {
    for (const subject of chosen) {
      const server = await serve(subject);
      const visitor = await chromium.visitor();
      entries.push({ subject, server, visitor, views: [] });
      await visitor.visit(`${server.address}?yesterday`, subject.remembers);
    }
    for (const condition of quick ? conditions.slice(0, 1) : conditions) {
      for (let run = 0; run < runs; run++) {
        for (const entry of entries) entry.views.push(await view(entry, condition));
        console.log(`${condition.name}: run ${run + 1} of ${runs}`);
      }
    }
  } finally {
    for (const { server, visitor } of entries) {
      await visitor.close();
      await server.close();
    }
    await chromium.close();
  }
  return {
    chromium: chromium.version,
    conditions: conditions.map(({ name }) => name),
    subjects: summariseAll(entries),
    engines: await measureEngines(chosen, runs),
  };
}

/** The other engines have frames and a clock, no more. */
async function measureEngines(chosen, runs) {
  const { firefox, webkit } = await browsers();
  const rows = [];
  for (const candidate of [firefox, webkit]) {
    const { name, missing } = candidate;
    console.log(missing ? `${name} is missing: ${missing}` : name);
    rows.push({ name, missing, subjects: missing ? [] : await watchIn(candidate, chosen, runs) });
  }
  return rows;
}

async function view({ subject, server, visitor }, condition) {
  const address = `${server.address}?${campaign}`;
  server.setDistance(condition.distance);
  const seen = await visitor.frames(`${address}&frames`, condition);
  server.takeSent();
  const costs = await visitor.costs(address, condition);
  const sent = server.takeSent();
  const own = sent.filter(
    ({ name }) => name.startsWith('page') || subject.files?.[name] || subject.answers?.[name],
  );
  return {
    condition: condition.name,
    ...costs,
    ...readFrames(seen),
    bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: own.length - 1,
    elsewhere: [...seen.elsewhere],
  };
}

/** Medians with their spread, and each run beside the static page's of the same round. */
function summariseAll(entries) {
  const [{ views: floor }] = entries;
  return entries.map(({ subject: { name, description }, views }) => ({
    name,
    description,
    elsewhere: [...new Set(views.flatMap(({ elsewhere }) => elsewhere))],
    failed: views.filter(({ shown }) => !shown).length,
    views: views.length,
    conditions: Object.fromEntries(
      [...new Set(views.map(({ condition }) => condition))].map((condition) => {
        const pairs = views
          .map((one, index) => ({ one, base: floor[index] }))
          .filter(({ one }) => one.condition === condition);
        const of = (read) => summarise(pairs.map(read));
        return [
          condition,
          {
            bytes: of(({ one, base }) => one.bytes - base.bytes),
            requests: of(({ one }) => one.requests),
            fcp: of(({ one }) => one.fcp),
            fcpRatio: of(({ one, base }) => one.fcp / base.fcp),
            lcp: of(({ one }) => one.lcp),
            lcpRatio: of(({ one, base }) => one.lcp / base.lcp),
            defaultShown: of(({ one }) => one.defaultShown),
            hidden: of(({ one }) => one.hidden),
            shift: of(({ one, base }) => one.shift - base.shift),
            scripting: of(({ one }) => one.scripting),
            mainThread: of(({ one, base }) => one.mainThread - base.mainThread),
            memory: of(({ one, base }) => one.memory - base.memory),
          },
        ];
      }),
    ),
  }));
}
