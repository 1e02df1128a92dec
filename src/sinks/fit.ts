import { fnv32a } from '../core/hash.js';

/** GA4's limits, the narrowest of all tools: with them everywhere, a thing has the same name in each. */
const NAME = 40;
const VALUE = 100;

/**
 * A text of at most `max` characters. What is cut off leaves a digest of the whole, so that two long texts that begin
 * alike stay two. No half of a surrogate pair is left over: `encodeURIComponent` throws on one, and some tools call it.
 */
function cut(text: string, max: number): string {
  const short = text.length > max ? `${text.slice(0, max - 8)}_${digest(text)}` : text;
  return short.replace(/[\ud800-\udfff]/gu, '\ufffd');
}

/** 7 letters and digits. */
function digest(text: string): string {
  return fnv32a(text).toString(36).padStart(7, '0');
}

/** A value that every tool takes as it is. */
export function short(text: string | number): string {
  return cut(`${text}`, VALUE);
}

/**
 * A name of letters, digits and `_`, all that GA4's event names and PostHog's flag keys may have. If more than usual
 * separators had to go, a digest stands for it.
 *
 * @see https://support.google.com/analytics/answer/13316687
 */
export function plainName(text: string): string {
  const spaced = text.replace(/[-.: ]/g, '_');
  const plain = spaced.replace(/\W/g, '');
  return cut(plain === spaced ? plain : `${plain}_${digest(text)}`, NAME);
}
