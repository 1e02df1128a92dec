import { decode } from '../lib/decode.js';
import { isText } from '../core/signal.js';

/** Where a visitor is, as one source says it; nothing of it is checked. */
export interface Place {
  readonly country?: unknown;
  readonly region?: unknown;
  readonly city?: unknown;
}

const LONGEST_NAME = 256;

/**
 * A name as a host wrote it, made fit to compare and to show: hosts percent-encode what a header cannot hold
 * (`S%C3%A3o%20Paulo`).
 */
export function cleanName(value: unknown): string | undefined {
  return isText(value) ? decode(value).trim().slice(0, LONGEST_NAME) || undefined : undefined;
}

/** Reads `DE` or `DE-BE`, a country and its subdivision as in ISO 3166-2. */
export function parsePlace(code: string | undefined): Place {
  const [country, region] = code?.toUpperCase().split('-') ?? [];
  return { country, region };
}
