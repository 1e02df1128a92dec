import { hasEmailAddress } from '../core/personal.js';
import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type {
  Assignment,
  Choice,
  ExposureEvent,
  Plan,
  QueuedEvent,
  Sink,
  SinksFile,
  TrackedEvent,
  VisitorRecord,
} from '../types.js';
import { newId } from '../visitor/id.js';
import { withFields } from '../visitor/record.js';
import type { VisitorSession } from '../visitor/visitor.js';
import { emit } from './emit.js';
import { expose, isKnown } from './exposure.js';
import { enqueue } from './queue.js';

/** Writes down what experiments and goals did, and tells those that the plan names. */
export interface Tracker {
  /** A choice was made where arms part, or its block was seen. */
  expose(type: ExposureEvent['type'], exposure: Exposure): void;
  /** A value that is no number counts for nothing. */
  goal(id: string, value: number | undefined, element?: Element): void;
  /** The plan, the visitor's record or their consent has become known: there may be somebody to tell, or something. */
  deliver(): void;
}

export interface Exposure {
  readonly element: Element;
  readonly block: string;
  readonly choice: Choice;
  readonly applied: boolean;
}

export interface TrackerOptions {
  readonly report: Reporter;
  readonly visitor: VisitorSession;
  plan(): Plan;
  /** Whether the plan is still on its way. */
  incomplete(): boolean;
  now(): number;
  segment(): string;
  assignments(choice: Choice): readonly Assignment[];
  /** Loads the file that knows the tools, if there is such a place. */
  readonly load: (() => Promise<SinksFile>) | undefined;
  /** Resolves when a page view counts: not for crawlers, and not before a prerendered page is shown. */
  readonly ready: Promise<unknown>;
  readonly signal: AbortSignal;
  /** Keeps what goes wrong from the page. */
  safely(run: () => void): () => void;
}

export function createTracker(options: TrackerOptions): Tracker {
  const { report, visitor, plan, now, signal, safely } = options;
  let isReady = false;
  let isAsked = false;
  /** Tells the tools that a plan names. */
  let tell: ((event: TrackedEvent) => void) | undefined;

  const sinks = (): NonNullable<Plan['events']> => plan().events ?? [];
  const named = (): Sink[] => sinks().filter((sink): sink is Sink => typeof sink !== 'function');
  const isWanted = (): boolean => options.incomplete() || sinks().length > 0;

  function record(): VisitorRecord | undefined {
    const known = visitor.record();
    return known === pending ? undefined : known;
  }

  const start = now();
  const isNew = ({ event }: QueuedEvent): boolean => event.ts >= start;

  function setQueue(change: (queue: readonly QueuedEvent[]) => readonly QueuedEvent[]): void {
    visitor.change((known) => withFields(known, { events: change(known.events) }));
  }

  async function connect(): Promise<void> {
    isAsked = true;
    const to = named();
    try {
      const file = await options.load?.();
      if (!file) throw new Error('import tailorbird/sinks and pass it to start()');
      if (signal.aborted) return;
      tell = file.connect({
        to,
        report,
        onStop: (run) => signal.addEventListener('abort', run),
        visitor: () => record()?.id,
        unsent: () => unsent(record()),
        // A book that cannot be read has nothing new to tell.
        reread: async () => unsent(await visitor.stored().catch(record)),
        accepted: (ids) => setQueue((queue) => queue.filter(({ event }) => !ids.has(event.id))),
      });
      deliver();
    } catch (error) {
      report('sinks-file', 'events', String(error));
    }
  }

  function deliver(): void {
    const known = record();
    if (!isReady || !known?.events.length || options.incomplete()) return;
    if (!sinks().length) {
      // The plan has come and wants no events of this page. What others left is for them to send.
      if (known.events.some(isNew)) setQueue((queue) => queue.filter((entry) => !isNew(entry)));
      return;
    }
    if (named().length && !tell) return void (isAsked || connect());
    const fresh = known.events.filter(({ told }) => !told).map(({ event }) => event);
    if (!fresh.length) return;
    for (const sink of [tell, ...sinks()]) {
      if (typeof sink === 'function') for (const event of fresh) safely(() => sink(event))();
    }
    const isPosted = sinks().some((sink) => typeof sink === 'object');
    setQueue((queue) =>
      queue.flatMap((entry) =>
        !fresh.some(({ id }) => id === entry.event.id)
          ? entry
          : isPosted
            ? { ...entry, told: true }
            : [],
      ),
    );
  }

  void options.ready.then(() => {
    isReady = true;
    deliver();
  });

  return {
    expose(type, { element, block, choice, applied }) {
      for (const { key: exp, version: ver, arm, epoch } of options.assignments(choice)) {
        const known = record();
        if (!known) return;
        const isGlobal = exp === 'holdout';
        const variant = isGlobal && arm !== 'holdout' ? 'personalized' : choice.name;
        const event: ExposureEvent = {
          v: 1,
          type,
          id: [type, known.id, exp, ver, variant].join(),
          ts: now(),
          visitor: known.id,
          segment: options.segment(),
          exp,
          ver,
          variant,
          arm,
          block,
          applied,
          ...(epoch && { epoch }),
        };
        if (isKnown(known, event)) continue;
        const wanted = isWanted();
        visitor.change((record) => expose(record, event, wanted));
        void options.ready.then(() => emit('exposure', event, element));
      }
      deliver();
    },

    goal(id, given, element) {
      if (hasEmailAddress(id)) return report('personal-trait', 'goal', 'is never stored');
      const value = Number.isFinite(given) ? given : undefined;
      visitor.countGoal(id, value ?? 0);
      if (isWanted()) {
        const common = { v: 1, type: 'goal', id: newId(), ts: now(), goal: id } as const;
        const segment = options.segment();
        visitor.change((known) => {
          const event = {
            ...common,
            visitor: known.id,
            segment,
            ...(value !== undefined && { value }),
          };
          return withFields(known, { events: enqueue(known.events, { event, told: false }) });
        });
      }
      emit('goal', { id, value }, element);
      deliver();
    },

    deliver,
  };
}

function unsent(record: VisitorRecord | undefined): readonly TrackedEvent[] {
  return (record?.events ?? []).map(({ event }) => event);
}
