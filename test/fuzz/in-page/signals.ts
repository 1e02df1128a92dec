import {
  classifySource,
  decide,
  parsePlan,
  type Plan,
  type Source,
  type Visitor,
} from '../../../src/core.js';
import type { FuzzPage, Guest } from '../page.js';

/** What may be known of a guest, and what follows: enough to decide every block. */
export interface Knowledge {
  readonly plan: Plan;
  readonly signals: Readonly<Record<string, unknown>>;
  readonly visitor: Visitor;
}

/** What has happened on the page since it was opened. */
export interface Course {
  /** Given by `set()`. */
  readonly traits: Readonly<Record<string, unknown>>;
  readonly consent: 'granted' | 'denied' | 'pending';
  /** The record: none is open, the guest's own is, or another that was begun on this page. */
  readonly memory: 'closed' | 'stored' | 'new';
  /** The queries of the addresses since the record was opened; the last one is the view under way. */
  readonly views: readonly string[];
}

/**
 * What was known at some time, each also with the segments in which the visitor has stayed since an earlier time.
 */
export function knowledgeOfAll(
  page: FuzzPage,
  earlier: readonly Course[],
  courses: readonly Course[],
  given: object,
): Knowledge[] {
  const stuck = new Set(
    earlier.flatMap((course) =>
      knowledgeOf(page, course, given).flatMap(({ plan, signals, visitor }) => {
        if (visitor.id === undefined) return [];
        const { segments } = decide(plan, signals, visitor);
        return (plan.segments ?? []).filter(({ id, stick }) => stick && segments.includes(id));
      }),
    ),
  );
  return courses
    .flatMap((course) => knowledgeOf(page, course, given))
    .flatMap((known) => {
      const { visitor } = known;
      const more = [...stuck].map(({ id }) => id).filter((id) => !visitor.stuck?.includes(id));
      if (visitor.id === undefined || !more.length) return [known];
      return [
        known,
        { ...known, visitor: { ...visitor, stuck: [...(visitor.stuck ?? []), ...more] } },
      ];
    });
}

/** The plan as far as it is right, with what stands on the tag. */
export function planOf({ plan, tag = {} }: FuzzPage): Plan {
  const { plan: read, problems } = parsePlan(plan ?? {});
  const late = tag['data-tb-late'];
  const deadline = tag['data-tb-deadline'];
  const consent = tag['data-tb-consent'];
  const { plan: own, problems: slips } = parsePlan({
    ...(late && { late }),
    ...(deadline && { deadline: Number(deadline) }),
    ...(consent && { privacy: { consent } }),
  });
  const privacy = { ...read.privacy, ...own.privacy };
  const isDoubtful = isUnread(slips) || (isUnread(problems) && !own.privacy);
  return { ...read, ...own, privacy: { ...privacy, ...(isDoubtful && { consent: 'pending' }) } };
}

/** Whether nobody knows what was meant to hold of the visitor's privacy: then nothing is stored. */
function isUnread(problems: readonly { readonly where: string }[]): boolean {
  return problems.some(({ where }) => where === '$' || where.startsWith('$.privacy'));
}

export function consentOf(page: FuzzPage): 'granted' | 'denied' | 'pending' {
  const { choice, gpc, broken } = page.guest;
  const { privacy = {} } = planOf(page);
  if (choice && broken !== 'localStorage' && broken !== 'both') return choice;
  if (gpc && privacy.gpc !== 'ignore') return 'denied';
  const consent = privacy.consent ?? 'granted';
  return consent === 'denied' || consent === 'granted' ? consent : 'pending';
}

/**
 * Everything that may be known of the guest by now. It is one answer, unless storage is slow to answer: then it may be
 * before or after.
 *
 * @param given Signals that nothing on the page has to do with: the clock, the device.
 */
export function knowledgeOf(page: FuzzPage, course: Course, given: object): Knowledge[] {
  const guest: Guest =
    course.memory === 'new' || page.guest.broken === 'junk'
      ? { ...page.guest, visits: 0 }
      : page.guest;
  const records =
    course.memory === 'closed'
      ? [undefined]
      : isSlow(guest)
        ? [undefined, recordOf(guest), recordOf({ ...guest, visits: 0 })]
        : [recordOf(guest)];
  const known = records.map((record) => knowledge(page, course, record, given));
  if (!isSlow(guest) || course.memory === 'closed') return known;
  // Nobody has said whether a visit was under way, and what had brought it about.
  const [{ plan, signals, visitor }] = known as [Knowledge];
  const isTagged = isTaggedQuery(course.views.at(-1) ?? '');
  return isTagged
    ? known
    : [...known, { plan, visitor, signals: { ...signals, source: undefined } }];
}

/** Whether storage is asked for what the copy would have told at once. */
export const isSlow = ({ broken }: Guest): boolean =>
  broken === 'both' || broken === 'localStorage';

const isTaggedQuery = (query: string): boolean => /[?&](utm_|gclid)/.test(query);

interface Past {
  readonly id: string;
  readonly count: number;
  readonly stuck: readonly string[];
  readonly plain: boolean;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly source?: Source;
}

const direct: Source = { channel: 'Direct', paid: false };

/** The record once this page view was counted. */
function recordOf({ visits = 0, minutesAgo = 0, ...guest }: Guest): Past {
  if (!visits) return { id: guest.id, count: 1, stuck: [], plain: false, traits: {} };
  const isLive = minutesAgo < 30;
  return {
    id: guest.id,
    count: isLive ? visits : visits + 1,
    stuck: Object.entries(guest.stuck ?? {}).flatMap(([id, how]) =>
      isLive || how === 'visitor' ? [id] : [],
    ),
    plain: guest.plain ?? false,
    traits: guest.traits ?? {},
    ...(isLive && { source: guest.campaign ? { ...direct, campaign: guest.campaign } : direct }),
  };
}

function knowledge(
  page: FuzzPage,
  course: Course,
  record: Past | undefined,
  given: object,
): Knowledge {
  const arrivals = course.views.map((query) =>
    classifySource({ url: `https://a.example/${query}` }),
  );
  const tagged = arrivals.filter((_, index) => isTaggedQuery(course.views[index] ?? '')).at(-1);
  const query: Record<string, string> = {};
  new URLSearchParams(location.search).forEach((value, key) => (query[key] ??= value));
  return {
    plan: planOf(page),
    visitor: {
      ...(record && { id: record.id }),
      stuck: record?.stuck ?? [],
      plain: record?.plain ?? false,
    },
    signals: {
      ...given,
      page: { path: location.pathname, query },
      source: record ? (tagged ?? record.source ?? direct) : arrivals.at(-1),
      geo: { country: page.guest.country },
      visits: record ? { count: record.count, returning: record.count > 1 } : {},
      traits: { ...record?.traits, ...suppliedBy(page), ...course.traits },
      consent: course.consent,
    },
  };
}

function suppliedBy({ traits }: FuzzPage): Readonly<Record<string, unknown>> {
  if (typeof traits !== 'string') return (traits ?? {}) as Record<string, unknown>;
  try {
    return JSON.parse(traits) as Record<string, unknown>;
  } catch {
    return {};
  }
}
