import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Candidate } from './candidates.js';
import type { Engine } from './engine.js';
import { writeEvidence, type Evidence } from './evidence.js';
import { registerMissing } from './missing.js';
import { Stage, type Scenario } from './stage.js';
import type { Topics } from './topics.js';

/** Registers scenarios for one engine. A missing engine fails under CI and is skipped by name elsewhere. */
export function runScenarios(candidate: Candidate, topics: Topics): void {
  if ('missing' in candidate) return registerMissing(candidate);
  describe(candidate.name, () => {
    let engine: Engine | undefined;
    const shown: Evidence[] = [];
    beforeAll(async () => {
      // The clock's zone tells a country, and pages are written for a visitor without one.
      process.env['TZ'] = 'UTC';
      engine = await candidate.launch();
    });
    afterAll(async () => {
      if (shown.length) writeEvidence(candidate.name, shown);
      await engine?.close();
    });
    for (const [topic, scenarios] of Object.entries(topics)) {
      describe(topic, () => {
        for (const [name, scenario] of Object.entries(scenarios)) {
          const run = async (perform: Scenario, only?: string): Promise<void> => {
            if (!engine) return;
            for (const row of await Stage.perform(engine, candidate.startPlain, perform)) {
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
