import { afterAll, beforeAll, describe, test } from 'vitest';
import { beacon } from '../scenarios/beacon.js';
import { changes } from '../scenarios/changes.js';
import { consents } from '../scenarios/consent.js';
import { faults } from '../scenarios/faults.js';
import { delivery } from '../scenarios/delivery.js';
import { demo } from '../scenarios/demo.js';
import { fights } from '../scenarios/fights.js';
import { late } from '../scenarios/late.js';
import { markup } from '../scenarios/markup.js';
import { order } from '../scenarios/order.js';
import { privacy } from '../scenarios/privacy.js';
import { readme } from '../scenarios/readme.js';
import { scale } from '../scenarios/scale.js';
import { selfTest } from '../scenarios/self-test.js';
import { sinks } from '../scenarios/sinks.js';
import { signals } from '../scenarios/signals.js';
import { visitorSignals } from '../scenarios/visitor-signals.js';
import { visits } from '../scenarios/visits.js';
import type { Engine } from './engine.js';
import { Stage, type Scenarios } from './stage.js';

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
  fights,
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
    beforeAll(async () => {
      // The clock's zone tells a country, and pages are written for a visitor without one.
      process.env['TZ'] = 'UTC';
      engine = await candidate.launch();
    });
    afterAll(async () => {
      await engine?.close();
    });
    for (const [topic, scenarios] of Object.entries(topics)) {
      describe(topic, () => {
        for (const [name, scenario] of Object.entries(scenarios)) {
          test(name, async () => {
            if (engine) await Stage.perform(engine, scenario);
          });
        }
      });
    }
  });
}
