import type { QueuedEvent } from './events.js';

/** Facts about a visitor that the site or the visitor supplied. Segment's reserved names are recommended. */
export type Traits = Readonly<Record<string, unknown>>;

/** How a visit came about. */
export interface Source {
  /** A GA4 default channel group, such as `Organic Search`. */
  readonly channel: string;
  /** The company behind it, such as `google`. */
  readonly platform?: string;
  readonly paid: boolean;
  /** `utm_source`, or what stands in for it. */
  readonly name?: string;
  readonly medium?: string;
  readonly campaign?: string;
  readonly term?: string;
  readonly content?: string;
  /** The host that linked here. */
  readonly referrer?: string;
  /** The name of the click id in the address, never its value. */
  readonly click?: string;
}

/** Where the visitor is, as the page's host knows it. */
export interface GeoHint {
  /** ISO 3166-1 alpha-2, such as `DE`. */
  readonly country?: string;
  /** ISO 3166-2 subdivision without the country, such as `CA`. */
  readonly region?: string;
  readonly city?: string;
}

/** One visit: page views with less than 30 minutes between them. Times are milliseconds since 1970. */
export interface Visit {
  readonly start: number;
  /** Last sign of life. */
  readonly last: number;
  readonly pageviews: number;
  /** Path of the first page. */
  readonly landing: string;
  readonly source: Source;
}

/** Everything that is stored about a visitor. */
export interface VisitorRecord {
  readonly version: 1;
  /** Grows by one with each commit. */
  readonly revision: number;
  /** Random; says nothing about the person. */
  readonly id: string;
  readonly firstSeen: number;
  readonly visitCount: number;
  readonly pageviews: number;
  /** Seconds during which a page was visible, over all visits. */
  readonly engagedSeconds: number;
  /** The last 50 visits, oldest first. */
  readonly visits: readonly Visit[];
  /** How the very first visit came about; never changes. */
  readonly first: Source;
  readonly traits: Traits;
  /** The strongest 20 topics. */
  readonly interests: Readonly<Record<string, Interest>>;
  readonly goals: Readonly<Record<string, Goal>>;
  /** Segments with `stick` that matched. */
  readonly stuck: Readonly<Record<string, 'visit' | 'visitor'>>;
  readonly known: FoundOut;
  /** When each trait was given. */
  readonly given: Readonly<Record<string, number>>;
  /** Whether the visitor asked for the default everywhere. */
  readonly plain: boolean;
  /** The arms of experiments that made a difference to them, by `experiment:version`; the last 50. */
  readonly arms: Readonly<Record<string, Arm>>;
  /** What sinks are still to be told; empty where a plan names none. */
  readonly events: readonly QueuedEvent[];
}

/** An arm that a visitor has been drawn into. */
export interface Arm {
  /** The variant's name; empty in a holdout. */
  readonly variant: string;
  /** Milliseconds since 1970. */
  readonly last: number;
  /** Whether the block was seen, where the plan asks for that. */
  readonly seen: boolean;
}

/** All that is stored about a visitor. Without consent there is no record; by a control, only what they chose. */
export interface Stored extends Partial<VisitorRecord> {
  /** What the visitor chose by a control of the page. */
  readonly consent?: 'granted' | 'denied';
}

/** A record for people to read: times are ISO 8601 texts. */
export type Readable<T> = {
  readonly [K in keyof T]: K extends 'start' | 'last' | 'firstSeen' | 'ts'
    ? string
    : T[K] extends object
      ? Readable<T[K]>
      : T[K];
};

/** What took the browser a moment to find out, kept so that the next page has it at once. */
export interface FoundOut {
  /** Countries by time zone; empty where no country keeps the zone. */
  readonly zones?: Readonly<Record<string, string>>;
  /** What the plan's geo endpoint said, for the visit under way. */
  readonly place?: GeoHint | undefined;
  /** Details of the device, and the user agent they were read from. */
  readonly device?: DeviceDetail & { readonly userAgent: string };
}

/** What the file `device.min.js` reads from the user agent and client hints. What they hide is left out. */
export interface DeviceDetail {
  readonly os?: string;
  readonly osVersion?: string;
  readonly browser?: string;
  readonly browserVersion?: string;
  readonly vendor?: string;
  readonly model?: string;
}

/** What the module `tailorbird/device` exports. */
export interface DeviceFile {
  /** @param navigator The window's own. */
  readDetail(navigator: { readonly userAgent: string }): DeviceDetail | Promise<DeviceDetail>;
}

/** How much a topic interested the visitor: what it had come to when last seen; it halves every 14 days. */
export interface Interest {
  readonly score: number;
  /** Milliseconds since 1970. */
  readonly last: number;
}

/** How often a goal was reached, what it was worth in all, and when it was last reached. */
export interface Goal {
  readonly count: number;
  readonly value: number;
  readonly last: number;
}
