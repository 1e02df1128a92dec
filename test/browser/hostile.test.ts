import { candidates } from './support/candidates.js';
import { runScenarios } from './support/run-scenarios.js';
import { hostileTopics } from './support/topics.js';

for (const candidate of Object.values(candidates)) runScenarios(candidate, hostileTopics);
