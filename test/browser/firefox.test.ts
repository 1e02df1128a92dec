import { candidates } from './support/candidates.js';
import { runScenarios } from './support/run-scenarios.js';
import { topics } from './support/topics.js';

runScenarios(candidates.firefox, topics);
