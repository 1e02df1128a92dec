import { isRecord, pending } from '../../core/signal.js';
import { addConsequences } from '../../logic/consequences.js';
import type { Domain } from '../../logic/domain.js';
import { fitsDomain } from '../../logic/fits-domain.js';
import { domainOf, signalGroups, signalPaths } from '../../logic/signals.js';
import type { Signals, Visitor } from '../../types.js';

/** A visitor as the core sees one. */
export interface Replayed {
  readonly signals: Signals;
  readonly visitor: Visitor;
}

export interface LineReader {
  /** @returns The visitor, a sentence that says what is wrong, or `undefined` for a line that holds nothing. */
  read(text: string): Replayed | string | undefined;
  /** Names that were left out since no signal is called so; the first ones. */
  readonly unread: ReadonlySet<string>;
}

type Group = Record<string, unknown>;

/** How deep values may be nested: what a site supplies about its visitors is not deeper. */
const DEEPEST = 32;
/** How many names that mean nothing are kept. */
const MOST_UNREAD = 100;
/** Listings leave them out, since they cost a file: that a line has none does not say that the visitor has none. */
const details = ['osVersion', 'browserVersion', 'vendor', 'model'];
const groups: ReadonlySet<string> = new Set(signalGroups);
const known: ReadonlyMap<string, Domain | undefined> = new Map(
  signalPaths.map((path) => [path, domainOf(path)]),
);

/**
 * Reads visitors, one JSON object a line: groups of signals, as `JSON.stringify(tailorbird.signals)` writes them, or
 * signals by their dotted paths.
 *
 * A group that a line does not have is unknown. In a group that it has, what is left out, or `null`, is known to be
 * missing; `{"$pending": true}` is unknown.
 */
export function createLineReader(): LineReader {
  const unread = new Set<string>();
  let count = 0;

  function ignore(name: string): void {
    if (unread.size < MOST_UNREAD) unread.add(name);
  }

  /** The groups of a line; those that are told by dotted paths are put together. */
  function gather(line: Group): Group | string {
    const found: Group = {};
    for (const [key, value] of Object.entries(line)) {
      const [name = '', ...path] = key.split('.');
      if (key === 'visitor') continue;
      else if (key === 'consent') found[key] = value;
      else if (!groups.has(name)) ignore(key);
      else if (path.length) {
        if (!put((found[name] ??= {}), path, value))
          return `"${shorten(key)}" stands beside itself`;
      } else if (isRecord(value) && !isPending(value) && isRecord(found[name])) {
        found[name] = { ...found[name], ...value };
      } else found[name] = value;
    }
    return found;
  }

  return {
    unread,
    read(text) {
      if (text.trim() === '') return undefined;
      let line: unknown;
      try {
        line = JSON.parse(text);
      } catch {
        return 'not JSON';
      }
      if (!isRecord(line)) return 'not a JSON object';
      const found = gather(line);
      if (typeof found === 'string') return found;
      const signals: Group = {};
      for (const name of groups) {
        const wrong = readGroup(name, found, signals, ignore);
        if (wrong !== undefined) return wrong;
      }
      if (!('consent' in found)) signals['consent'] = pending;
      else {
        const wrong = readSignal('consent', found['consent'], signals, 'consent');
        if (wrong !== undefined) return wrong;
      }
      addConsequences(signals);
      const id = line['visitor'] ?? `visitor ${++count}`;
      if (typeof id !== 'number' && (typeof id !== 'string' || !id)) {
        return `"visitor" should be a text, found ${show(id)}`;
      }
      return { signals, visitor: visitorOf(String(id), signals) };
    },
  };
}

/** Without consent there is no id, and so neither experiment nor holdout. Where nothing is said of it, there is consent. */
export function visitorOf(id: string, { consent }: Signals): Visitor {
  return consent === 'denied' || consent === 'pending' ? {} : { id };
}

/** @returns What is wrong. */
function readGroup(
  name: string,
  found: Group,
  signals: Group,
  ignore: (name: string) => void,
): string | undefined {
  const value = found[name];
  if (!(name in found) || isPending(value)) {
    signals[name] = pending;
    return undefined;
  }
  if (value === null) return undefined;
  if (!isRecord(value)) return `"${name}" should be an object, found ${show(value)}`;
  const group: Group = {};
  signals[name] = group;
  for (const [key, part] of Object.entries(value)) {
    const path = `${name}.${key}`;
    if (!known.has(path) && !domainOf(path)) ignore(path);
    else {
      const wrong = readSignal(key, part, group, path);
      if (wrong !== undefined) return wrong;
    }
  }
  if (name === 'device') for (const key of details) if (!(key in group)) group[key] = pending;
  return undefined;
}

/** @returns What is wrong. */
function readSignal(key: string, raw: unknown, group: Group, path: string): string | undefined {
  const value = clean(raw, DEEPEST);
  if (value === tooDeep) return `"${shorten(path)}" is nested too deep`;
  if (value === undefined) return undefined;
  const domain = known.get(path) ?? domainOf(path);
  if (domain && value !== pending && !fitsDomain(value, domain)) {
    return `"${shorten(path)}" should be ${domain.description}, found ${show(raw)}`;
  }
  Object.defineProperty(group, key, {
    ...{ value, enumerable: true, configurable: true, writable: true },
  });
  return undefined;
}

const tooDeep = Symbol('too deep');

/** The value with its marks of what is unknown read, and without what is known to be missing. */
function clean(value: unknown, depth: number): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  if (depth === 0) return tooDeep;
  if (isPending(value)) return pending;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => (item === null ? null : clean(item, depth - 1)));
    return items.includes(tooDeep) ? tooDeep : items;
  }
  const entries = Object.entries(value).map(
    ([key, part]) => [key, clean(part, depth - 1)] as const,
  );
  return entries.some(([, part]) => part === tooDeep)
    ? tooDeep
    : Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}

function isPending(value: unknown): boolean {
  return isRecord(value) && value['$pending'] === true;
}

/** Writes a value at a path. @returns Whether there was room: not where a value stands already. */
export function put(root: unknown, path: readonly string[], value: unknown): boolean {
  let at = root;
  for (const [index, key] of path.entries()) {
    if (!isRecord(at) || isPending(at)) return false;
    const isLast = index === path.length - 1;
    if (isLast && Object.hasOwn(at, key)) return false;
    if (isLast || !Object.hasOwn(at, key)) {
      Object.defineProperty(at, key, {
        ...{ value: isLast ? value : {}, enumerable: true, configurable: true, writable: true },
      });
    }
    at = at[key];
  }
  return true;
}

/** A value, short enough for a line. */
function show(value: unknown): string {
  return shorten(JSON.stringify(value) ?? '');
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
