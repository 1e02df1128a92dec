import type { FuzzPage, Step } from '../page.js';
import { consentOf, isSlow, planOf, type Course } from './signals.js';

/** What a page's steps mean for what may be shown. */
export interface Story {
  /** What may have been known when each block was last decided: everything since the last decision that was forced. */
  courses(): readonly Course[];
  /** All before the last one. */
  earlier(): readonly Course[];
  /** All is decided anew: nothing is late any more. */
  readonly isForced: boolean;
  /** The page has changed what we would have to compare with. */
  readonly isLoose: boolean;
  /** The script has begun anew, before or after. */
  readonly wasRestarted: boolean;
  /** The page has copied what we had written: whose it is nobody can tell. */
  readonly wasCopied: boolean;
  /** Consent was given at some time. */
  readonly wasGranted: boolean;
  /** What was on record was deleted at some time. */
  readonly wasErased: boolean;
  /** What the page leaves on record. */
  readonly left: Left;
  /** @param isLoaded What is parsed later is decided later. */
  add(step: Step, isLoaded: boolean): void;
}

/** The record as the guest has brought it, with this page view, none, or with what came before consent was taken back. */
export type Left = 'untouched' | 'counted' | 'nothing' | 'uncertain';

export function createStory(page: FuzzPage): Story {
  let course: Course = {
    traits: {},
    consent: consentOf(page),
    memory: 'stored',
    views: [location.search],
  };
  if (course.consent !== 'granted') course = { ...course, memory: 'closed' };
  // Whoever denies from the start has what earlier pages stored erased; not where nothing is recorded anyway.
  let wasErased = course.consent === 'denied' && !isSilent(page);
  let left: Left = wasErased ? 'nothing' : course.memory === 'closed' ? 'untouched' : 'counted';
  let courses: Course[] = [course];
  const all: Course[] = [course];
  let isForced = false;
  let isLoose = false;
  let isTold = false;
  let wasRestarted = false;
  let wasCopied = false;
  let wasForgotten = false;
  let wasGranted = course.consent === 'granted';
  /** What holds is what the guest chose on an earlier page: who is forgotten has not agreed to anything. */
  let isChosen = consentOf(withoutChoice(page)) !== course.consent;

  const go = (change: Partial<Course>): void => {
    course = { ...course, ...change };
    courses.push(course);
    all.push(course);
    if (course.memory !== 'closed') left = 'counted';
    else if (left === 'counted') left = 'uncertain';
  };
  const erase = (change: Partial<Course>): void => {
    wasErased = true;
    go({ ...change, memory: 'closed' });
    left = 'nothing';
  };
  /** A record begins, or goes on, with the view under way. */
  const open = (): Partial<Course> => {
    if (course.memory !== 'closed') return {};
    // What a block shows stays until storage has answered, or the deadline has passed: which comes first nobody knows.
    isLoose ||= isSlow(page.guest);
    return { memory: wasErased ? 'new' : 'stored', views: course.views.slice(-1) };
  };
  const force = (isLoaded: boolean): void => {
    courses = [course];
    isForced ||= isLoaded;
  };

  return {
    courses: () => courses,
    earlier: () => all.slice(0, -1),
    get isForced() {
      return isForced;
    },
    get isLoose() {
      return isLoose;
    },
    get wasRestarted() {
      return wasRestarted;
    },
    get wasCopied() {
      return wasCopied;
    },
    get wasGranted() {
      return wasGranted;
    },
    get left() {
      return left;
    },
    get wasErased() {
      return wasErased;
    },
    add(step, isLoaded) {
      switch (step.do) {
        case 'refresh':
          return force(isLoaded);
        case 'ask':
          return;
        case 'goal':
          isTold = true;
          return;
        case 'set':
          isTold = true;
          return go({ traits: { ...course.traits, ...(step.traits as object) } });
        case 'route': {
          const next = new URL(step.to, location.href);
          if (routeOf(next) === routeOf(location)) return;
          const views = [...course.views, next.search];
          go({ views });
          if (course.consent === 'granted') go(open());
          return force(isLoaded);
        }
        case 'forget':
          isTold = wasForgotten = true;
          return erase(
            isChosen && course.consent === 'granted'
              ? { consent: consentOf(withoutChoice(page)) }
              : {},
          );
        case 'consent':
          isTold = true;
          isChosen = false;
          if (step.state === 'denied') return erase({ consent: step.state });
          if (step.state === 'pending') return go({ consent: step.state, memory: 'closed' });
          wasGranted = true;
          return go({ consent: step.state, ...(course.consent !== 'granted' && open()) });
        case 'restart':
          // Automated browsers leave no record, of the views before neither.
          if (isSilent(page)) {
            go({ views: [location.search] });
          }
          // What the one before was told may be on record, or not; without a copy also where it was.
          isLoose ||= isTold || (isSlow(page.guest) && course.views.length > 1);
          wasRestarted = true;
          // A refusal is forgotten too: whoever begins anew has the plan's consent.
          wasGranted ||= wasForgotten && consentOf(withoutChoice(page)) === 'granted';
          force(isLoaded);
          // What it has to wait for comes when the default was seen.
          if (isSlow(page.guest)) isForced = false;
          return;
        case 'clone':
        case 'body':
        case 'empty':
        case 'move':
        case 'remove':
        case 'rerender':
        case 'rewrite':
        case 'stop':
          wasCopied ||= step.do === 'clone' || step.do === 'body';
          isLoose = true;
      }
    },
  };
}

/** Automated browsers leave no record, unless the plan says so. */
export const isSilent = (page: FuzzPage): boolean =>
  page.guest.automated === true && planOf(page).automation !== 'record';

/** What must be different for it to be another route. */
const routeOf = ({ pathname, search, hash }: Location | URL): string =>
  pathname + search + (/^#!?\//.test(hash) ? hash : '');

function withoutChoice(page: FuzzPage): FuzzPage {
  const guest = { ...page.guest };
  delete guest.choice;
  return { ...page, guest };
}
