import { hasEmailAddress } from '../core/personal.js';
import { pending } from '../core/signal.js';
import type { Reporter } from '../lib/report.js';
import type { Consent, FoundOut, Segment, Traits, VisitorRecord } from '../types.js';
import { chosenConsent, type StatedConsent } from './consent.js';
import { newId } from './id.js';
import { addInterest, type Topics } from './interests.js';
import { createMemory, type Erasure } from './memory.js';
import { createPageTraits } from './page-traits.js';
import {
  addEngagement,
  countGoal,
  countPageView,
  withFields,
  type Change,
  type Touch,
} from './record.js';
import { expire } from './retention.js';
import { CHOICE, readSnapshot, writeText } from './snapshot.js';
import { mergeTraits, storable } from './traits.js';
import { timeVisible } from './visible-time.js';

/** The visitor of this page: what is remembered, what they consented to, what is known for this page alone. */
export interface VisitorSession {
  /** `undefined` if nothing is or may be known, `pending` while storage is asked. */
  record(): VisitorRecord | undefined | typeof pending;
  consent(): Consent;
  /** Who decided on the consent: the plan, the browser's own setting, or `consent()`. */
  consentVia(): string;
  traits(): Traits;
  /** Counts a page view: at the start, at a route change, on return from the back/forward cache. */
  view(touch: Touch): void;
  setConsent(stated: StatedConsent): Promise<void>;
  /** The same, unless somebody has spoken on this page already. */
  suggestConsent(stated: StatedConsent): Promise<void> | undefined;
  /** What the visitor chose by a control of the page: it holds on the next page too. */
  choose(state: Consent): void;
  /**
   * The page counts, and its plan is there. Where nothing may be stored, what an earlier page has left goes: all of
   * it after a refusal, and what is too old before the visitor has been asked.
   *
   * @returns Whether this page stores anything.
   */
  begin(): boolean;
  /** Whether the visitor asked for the default everywhere. */
  plain(): boolean;
  setPlain(plain: boolean): void;
  /** Adds traits for this page. `via` says who supplied them. */
  addTraits(traits: unknown, via: string): void;
  /** Adds traits for this page and, with consent, the next ones. */
  setTraits(traits: unknown, via: string): void;
  /** Who supplied a trait: `record` if an earlier page has left it. */
  traitVia(name: string): string;
  addInterest(topics: Topics): void;
  /** Changes the record if there is one; before the visitor has been asked it waits for their answer. Pure: it may run twice. */
  change(step: (record: VisitorRecord) => VisitorRecord): void;
  /** Keeps what took a moment to find out. */
  remember(found: FoundOut): void;
  countGoal(id: string, value: number): void;
  /** Remembers matching segments that a visitor is to stay in. */
  stick(segments: readonly Segment[]): void;
  stored(): Promise<VisitorRecord | undefined>;
  forget(): Promise<void>;
  /** Leaves what is still to be written in the snapshot, at once: another copy of the script may begin in the same task. */
  close(): void;
}

export interface VisitorOptions {
  readonly report: Reporter;
  /** What holds while the visitor has chosen nothing. */
  plannedConsent(): StatedConsent;
  /** Days for which a past is kept. */
  retentionDays(): number | undefined;
  now(): number;
  /** Nothing is written before. */
  readonly ready: Promise<unknown>;
  /** Whether the plan has yet to say what holds. */
  incomplete(): boolean;
  /** The page stores something, from now on or still. */
  onOpen(): void;
  /** Something became known that was not known before. */
  onChange(): void;
}

/** As much as of anything else that stands in an address. */
const MAX_PATH = 256;
/** Days; a year, as most policies say. */
const DEFAULT_RETENTION = 365;

export function createVisitor(options: VisitorOptions): VisitorSession {
  const { report, now, onChange } = options;
  const unexpired = (record: VisitorRecord | undefined): VisitorRecord | undefined =>
    expire(record, options.retentionDays() ?? DEFAULT_RETENTION, now());
  const memory = createMemory({
    report,
    ready: options.ready,
    expire: unexpired,
    onRecord: onChange,
    onErased(why) {
      // A page that clears localStorage looks the same: the book is not to suffer for it. Nor is one that has begun since.
      if (why === 'missed' || why === 'replaced') memory.close();
      else void erase('heard');
      counted = undefined;
      if (why === 'forgotten' || why === 'replaced') unsay();
      else {
        // Nobody knows whether the visitor has refused.
        [isSaid, consent, consentVia] = [true, why === 'denied' ? why : 'pending', 'another tab'];
      }
      onChange();
    },
  });
  let { state: consent, via: consentVia } = chosenConsent() ?? options.plannedConsent();
  /** Whether anybody has spoken on this page: what a plan says that comes later does not count then. */
  let isSaid = false;
  let plain = false;
  const pageTraits = createPageTraits();
  let waiting: Change[] = [];
  let lastTouch: Touch | undefined;
  /** The page view that is on record, or will be as soon as it may. */
  let counted: Touch | undefined;
  const stopping = new AbortController();
  const { signal } = stopping;
  const endTime = timeVisible(signal, (seconds) => {
    change((record) => addEngagement(record, now(), seconds));
    void memory.flush();
  });
  addEventListener(
    'pagehide',
    () => {
      endTime();
      memory.leave();
    },
    { signal },
  );
  addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (!persisted) return;
      memory.comeBack();
      hear();
    },
    { signal },
  );
  // A tab that is deaf for a while, or has no channel at all, hears of a choice by this.
  addEventListener('storage', ({ key }) => key === CHOICE && hear(), { signal });

  /** What the visitor has chosen meanwhile, on another page. */
  function hear(): void {
    const chosen = chosenConsent();
    if (chosen && chosen.state !== consent) void setConsent(chosen, 'heard');
  }

  /** What waits goes too: it was told before. */
  function erase(why: Erasure): Promise<void> {
    waiting = [];
    counted = undefined;
    return memory.erase(why);
  }

  /** What the visitor has agreed to is forgotten with the rest: who was asked before is to be asked anew. */
  function unsay(): void {
    if (consent === 'granted' && consentVia === 'visitor') {
      ({ state: consent, via: consentVia } = options.plannedConsent());
    }
  }

  /** Whether the visitor may yet agree. A plan on its way may say that the browser's own refusal makes no difference. */
  const mayYet = (): boolean =>
    consent === 'pending' || (consent === 'denied' && !isSaid && options.incomplete());

  /**
   * Changes the record if there is one. What happens before the visitor has been asked waits for their answer, and what a
   * page calls before it is counted waits for that.
   */
  function change(step: (record: VisitorRecord) => VisitorRecord): void {
    const each: Change = (record) => record && step(record);
    if (mayYet() || (consent === 'granted' && !lastTouch)) waiting.push(each);
    else memory.apply(each);
  }

  function view(touch: Touch): void {
    // What was done on an earlier page view is not this one's.
    if (lastTouch && mayYet()) waiting = [];
    lastTouch = touch;
    if (consent !== 'granted' || signal.aborted) return;
    memory.open();
    void options.ready.then(() => memory.isOpen() && options.onOpen());
    if (touch !== counted) {
      counted = touch;
      const { pathname } = location;
      const path = hasEmailAddress(pathname) ? '' : pathname.slice(0, MAX_PATH);
      const view = { id: newId(), path, touch };
      memory.apply((record) => countPageView(record, { ...view, now: now() }));
    }
    waiting.splice(0).forEach(memory.apply);
  }

  async function setConsent({ state, via }: StatedConsent, why: Erasure): Promise<void> {
    const before = consent;
    isSaid = true;
    consent = state;
    consentVia = via;
    // Granted in mid-page: recording begins with this page view, and what has happened on it.
    if (state === 'granted' && before !== state && lastTouch) view(lastTouch);
    // What was not committed yet has to wait as well.
    if (state !== 'granted') waiting.push(...memory.close());
    onChange();
    if (state === 'denied') await erase(why);
  }

  const session: VisitorSession = {
    // Nobody is unknown only because the plan, which may grant it, is on its way.
    record: () => (consent === 'pending' && options.incomplete() ? pending : memory.record()),
    consent: () => consent,
    consentVia: () => consentVia,
    traits() {
      const record = memory.record();
      return pageTraits.over((record !== pending && record?.traits) || {});
    },
    view,
    setConsent: (stated) => setConsent(stated, 'denied'),
    suggestConsent: (stated) => (isSaid ? undefined : setConsent(stated, 'denied')),

    choose(state) {
      void setConsent({ state, via: 'visitor' }, 'denied');
      if (!writeText(CHOICE, state)) {
        report(
          'storage',
          CHOICE,
          'there is no room for the visitor’s choice: it holds on this page',
        );
      }
    },

    begin() {
      const past = readSnapshot();
      if (consent === 'denied' || (consent === 'pending' && past && !unexpired(past))) {
        void memory.erase('begun');
      }
      return memory.isOpen();
    },

    plain() {
      const record = memory.record();
      return plain || (record !== pending && record?.plain === true);
    },

    setPlain(value) {
      plain = value;
      change((record) => withFields(record, { plain }));
    },

    addTraits: pageTraits.add,

    setTraits(traits, via) {
      const kept = storable(pageTraits.add(traits, via), (name) =>
        report('personal-trait', name, 'is never stored'),
      );
      const given = Object.fromEntries(Object.keys(kept).map((name) => [name, now()]));
      change((record) =>
        withFields(record, {
          traits: mergeTraits(record.traits, kept),
          given: { ...record.given, ...given },
        }),
      );
    },

    change,
    traitVia: pageTraits.via,
    addInterest: (topics) => change((record) => addInterest(record, topics, now())),
    remember: (found) =>
      change((record) => withFields(record, { known: { ...record.known, ...found } })),

    countGoal: (id, value) => change((record) => countGoal(record, id, value, now())),

    stick(segments) {
      const record = memory.record();
      const added = segments.filter(
        ({ id, stick }) => stick && record !== pending && !record?.stuck[id],
      );
      if (!added.length) return;
      const stuck = Object.fromEntries(added.map(({ id, stick }) => [id, stick ?? 'visit']));
      change((before) => withFields(before, { stuck: { ...before.stuck, ...stuck } }));
    },

    stored: memory.stored,
    forget() {
      isSaid = true;
      const erased = erase('forgotten');
      unsay();
      onChange();
      return erased;
    },

    close() {
      stopping.abort();
      memory.leave();
      memory.close();
    },
  };
  return session;
}
