import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { Consent, Traits, VisitorRecord } from '../types.js';
import { newId } from './id.js';
import { createMemory, type Memory } from './memory.js';
import { addEngagement, countGoal, countPageView, withFields, type Touch } from './record.js';
import { cleanTraits, storable } from './traits.js';

/** The visitor of this page: what is remembered, what they consented to, what is known for this page alone. */
export interface VisitorSession {
  readonly record: Memory['record'];
  readonly consent: Consent;
  readonly traits: Traits;
  /** Counts a page view: at the start, at a route change, on return from the back/forward cache. */
  view(touch: Touch): void;
  setConsent(state: Consent): Promise<void>;
  setTraits(traits: unknown, options: { readonly remember: boolean }): void;
  countGoal(id: string, value: number): void;
  /** Remembers segments that a visitor is to stay in. */
  stick(segments: VisitorRecord['stuck']): void;
  stored(): Promise<VisitorRecord | undefined>;
  forget(): Promise<void>;
  close(): void;
}

export interface VisitorOptions {
  readonly report: Reporter;
  readonly consent: Consent;
  now(): number;
  /** Nothing is written before. */
  readonly ready: Promise<unknown>;
  /** Something became known that was not known before. */
  onChange(): void;
}

export function createVisitor(options: VisitorOptions): VisitorSession {
  const { report, now } = options;
  const memory = createMemory({ report, ready: options.ready, onRecord: options.onChange });
  let { consent } = options;
  let traits: Traits = {};
  let lastTouch: Touch | undefined;
  const stopTiming = timeVisible((seconds) => {
    memory.apply((record) => addEngagement(record, { now: now(), seconds }));
    void memory.flush();
  });

  function view(touch: Touch): void {
    lastTouch = touch;
    if (consent !== 'granted') return;
    memory.open();
    const id = newId();
    const path = location.pathname;
    memory.apply((record) => countPageView(record, { now: now(), id, path, touch }));
  }

  return {
    get record() {
      return memory.record;
    },
    get consent() {
      return consent;
    },
    get traits() {
      const { record } = memory;
      return record && record !== pending ? { ...record.traits, ...traits } : traits;
    },
    view,

    async setConsent(state) {
      const before = consent;
      consent = state;
      // Granted in mid-page: recording begins with this page view.
      if (state === 'granted' && before !== state && lastTouch) view(lastTouch);
      const done =
        state === 'denied' ? memory.erase() : state === 'pending' ? memory.close() : undefined;
      options.onChange();
      await done;
    },

    setTraits(added, { remember }) {
      const clean = cleanTraits(added, report);
      traits = { ...traits, ...clean };
      if (!remember) return;
      const kept = storable(clean, report);
      memory.apply((record) => withFields(record, { traits: { ...record?.traits, ...kept } }));
    },

    countGoal: (id, value) =>
      memory.apply((record) => countGoal(record, { id, value, now: now() })),

    stick(segments) {
      memory.apply((record) => withFields(record, { stuck: { ...record?.stuck, ...segments } }));
    },

    stored: () => memory.stored(),
    forget: () => memory.erase(),

    close() {
      stopTiming();
      void memory.close();
    },
  };
}

/** Calls back with the seconds the page was visible, whenever it ceases to be. */
function timeVisible(ended: (seconds: number) => void): () => void {
  const visible = (): boolean => document.visibilityState === 'visible';
  let since = visible() ? performance.now() : undefined;
  const change = (): void => {
    if (since !== undefined) ended(Math.round((performance.now() - since) / 100) / 10);
    since = visible() ? performance.now() : undefined;
  };
  document.addEventListener('visibilitychange', change);
  return () => document.removeEventListener('visibilitychange', change);
}
