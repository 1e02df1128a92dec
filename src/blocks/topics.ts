import { hasEmailAddress } from '../core/personal.js';
import type { Reporter } from '../lib/report.js';
import { topicName, type Topics } from '../visitor/interests.js';

/**
 * Reads topics with their weights; one without counts 1.
 *
 * @example readTopics('running hiking:3', report) // { running: 1, hiking: 3 }
 */
export function readTopics(text: string, report: Reporter): Topics {
  const topics: Record<string, number> = {};
  for (const term of text.match(/\S+/g) ?? []) {
    const [name = '', weight = '1'] = term.split(':');
    const value = Number(weight || NaN);
    if (hasEmailAddress(name)) report('personal-trait', 'topic', 'is never stored');
    else if (name && value > 0 && value < Infinity) topics[topicName(name)] = value;
    else report('bad-number', term, 'expected a topic, or topic:weight with a weight above 0');
  }
  return topics;
}
