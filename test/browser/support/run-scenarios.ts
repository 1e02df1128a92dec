import { afterAll, beforeAll, describe, test } from 'vitest';
import { beacon } from '../scenarios/beacon.js';
import { changes } from '../scenarios/changes.js';
import { clock } from '../scenarios/clock.js';
import { consents } from '../scenarios/consent.js';
import { delivery } from '../scenarios/delivery.js';
import { demo } from '../scenarios/demo.js';
import { faults } from '../scenarios/faults.js';
import { fights } from '../scenarios/fights.js';
import { interruptions } from '../scenarios/interruptions.js';
import { hostileAddress } from '../scenarios/hostile-address.js';
import { hostileClobbering } from '../scenarios/hostile-clobbering.js';
import { hostilePlace } from '../scenarios/hostile-place.js';
import { hostileRecord } from '../scenarios/hostile-record.js';
import { hostileSelfTest } from '../scenarios/hostile-self-test.js';
import { hostileStored } from '../scenarios/hostile-stored.js';
import { hostileTold } from '../scenarios/hostile-told.js';
import { late } from '../scenarios/late.js';
import { markup } from '../scenarios/markup.js';
import { order } from '../scenarios/order.js';
import { pageFaults } from '../scenarios/page-faults.js';
import { privacy } from '../scenarios/privacy.js';
import { quota } from '../scenarios/quota.js';
import { readme } from '../scenarios/readme.js';
import { rendering } from '../scenarios/rendering.js';
import { restarts } from '../scenarios/restarts.js';
import { scale } from '../scenarios/scale.js';
import { selfTest } from '../scenarios/self-test.js';
import { sinks } from '../scenarios/sinks.js';
import { signals } from '../scenarios/signals.js';
import { storageFaults } from '../scenarios/storage-faults.js';
import { storms } from '../scenarios/storms.js';
import { visitorSignals } from '../scenarios/visitor-signals.js';
import { visits } from '../scenarios/visits.js';
import type { Engine } from './engine.js';
import { writeEvidence, type Evidence } from './evidence.js';
import { Stage, type Scenario, type Scenarios } from './stage.js';

const topics: Readonly<Record<string, Scenarios>> = {
  'the harness itself': selfTest,
  'order and streaming': order,
  visits,
  signals,
  'signals of the visitor': visitorSignals,
  markup,
  changes,
  late,
  faults,
  'storage that fails': storageFaults,
  'storage that is full': quota,
  'the clock': clock,
  'a page that is interrupted': interruptions,
  'started again, or twice': restarts,
  'what a page does to itself': pageFaults,
  'a framework that renders': rendering,
  storms,
  fights,
  'hostile input is noticed': hostileSelfTest,
  'hostile addresses': hostileAddress,
  'hostile places': hostilePlace,
  'hostile records': hostileRecord,
  'hostile answers': hostileTold,
  'hostile markup': hostileClobbering,
  'something else in storage': hostileStored,
  privacy,
  consent: consents,
  sinks,
  'the beacon': beacon,
  delivery,
  scale,
  'the README': readme,
  'the demo': demo,
};

/** A browser to run the scenarios in, or why there is none. */
export type Candidate =
  | { readonly name: string; readonly launch: () => Promise<Engine> }
  | { readonly name: string; readonly missing: string };

/** Registers every scenario for one engine. A missing engine fails under CI and is skipped by name elsewhere. */
export function runScenarios(candidate: Candidate): void {
  if ('missing' in candidate) {
    const what = `${candidate.name} is missing: ${candidate.missing}`;
    const fail = (): never => {
      throw new Error(what);
    };
    return process.env['CI'] ? test(what, fail) : test.skip(what, fail);
  }
  describe(candidate.name, () => {
    let engine: Engine | undefined;
    const shown: Evidence[] = [];
    beforeAll(async () => {
      // The clock's zone tells a country, and pages are written for a visitor without one.
      process.env['TZ'] = 'UTC';
      engine = await candidate.launch();
    });
    afterAll(async () => {
      writeEvidence(candidate.name, shown);
      await engine?.close();
    });
    for (const [topic, scenarios] of Object.entries(topics)) {
      describe(topic, () => {
        for (const [name, scenario] of Object.entries(scenarios)) {
          const run = async (perform: Scenario, only?: string): Promise<void> => {
            if (!engine) return;
            for (const row of await Stage.perform(engine, perform)) {
              shown.push({ ...row, ...(only && { only }) });
            }
          };
          if (typeof scenario === 'function') test(name, () => run(scenario));
          else if (scenario.engines.includes(candidate.name)) {
            test(name, () => run(scenario.perform, scenario.why));
          } else test.skip(`${name} (not here: ${scenario.why})`, () => undefined);
        }
      });
    }
  });
}
