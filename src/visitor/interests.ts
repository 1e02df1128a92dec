import { hasOwn } from '../core/signal.js';
import type { Interest, VisitorRecord } from '../types.js';
import { withFields } from './record.js';

/** Topics and what seeing them once is worth. */
export type Topics = Readonly<Record<string, number>>;

/** A topic that is not met again is worth half after 14 days. */
const HALF_LIFE = 14 * 24 * 60 * 60_000;
const KEPT_TOPICS = 20;
/** Places that only strength can take: a page with many keywords does not push out what matters most. */
const SAFE_TOPICS = 15;
/** More says nothing, and what a number cannot hold (Infinity) would make the whole record unreadable. */
const HIGHEST_SCORE = 1e6;
const LONGEST_NAME = 64;

/** What a topic has come to by now. A clock that was set back leaves it as it was. */
export function scoreAt({ score, last }: Interest, now: number): number {
  return score * 2 ** -(Math.max(0, now - last) / HALF_LIFE);
}

/**
 * Adds to what the topics had come to by now; the others keep the time at which they were last met. The strongest topics
 * stay; the last places go to those just seen, which could never rise otherwise.
 */
export function addInterest(record: VisitorRecord, topics: Topics, now: number): VisitorRecord {
  const interests = new Map(Object.entries(record.interests));
  for (const [topic, weight] of Object.entries(topics)) {
    const before = interests.get(topic);
    const score = Math.min((before ? scoreAt(before, now) : 0) + weight, HIGHEST_SCORE);
    interests.set(topic, { score, last: now });
  }
  const byScore = [...interests].sort(
    ([, one], [, other]) => scoreAt(other, now) - scoreAt(one, now),
  );
  const safe = byScore.splice(0, SAFE_TOPICS);
  const isSeen = ([topic]: [string, Interest]): boolean => hasOwn(topics, topic);
  const kept = [
    ...safe,
    ...byScore.filter(isSeen),
    ...byScore.filter((entry) => !isSeen(entry)),
  ].slice(0, KEPT_TOPICS);
  return withFields(record, { interests: Object.fromEntries(kept) });
}

/** A topic's name as it stands in a path: lower case, with neither white space nor dots. */
export function topicName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s.]+/g, '-')
    .slice(0, LONGEST_NAME);
}
