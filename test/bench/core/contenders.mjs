/**
 * Those who can test MongoDB query documents. `prepare` takes the conditions and returns a function that tests them all
 * on a visitor; what a library can do once for all visitors may be done in there.
 */
import { evalCondition } from '@growthbook/growthbook';
import { Query } from 'mingo';
import sift from 'sift';
import { evaluate } from '../../../dist/core.js';

/** @type {readonly { name: string, prepare(conditions: readonly object[]): (visitor: object) => boolean[] }[]} */
export const contenders = [
  {
    name: 'tailorbird `evaluate`',
    prepare: (conditions) => (visitor) =>
      conditions.map((condition) => evaluate(condition, visitor) === true),
  },
  {
    name: 'growthbook `evalCondition`',
    prepare: (conditions) => (visitor) =>
      conditions.map((condition) => evalCondition(visitor, condition)),
  },
  {
    name: 'sift, compiled each time',
    prepare: (conditions) => (visitor) => conditions.map((condition) => sift(condition)(visitor)),
  },
  {
    name: 'sift, compiled before',
    prepare(conditions) {
      const tests = conditions.map((condition) => sift(condition));
      return (visitor) => tests.map((test) => test(visitor));
    },
  },
  {
    name: 'mingo, compiled each time',
    prepare: (conditions) => (visitor) =>
      conditions.map((condition) => new Query(condition).test(visitor)),
  },
  {
    name: 'mingo, compiled before',
    prepare(conditions) {
      const queries = conditions.map((condition) => new Query(condition));
      return (visitor) => queries.map((query) => query.test(visitor));
    },
  },
];
