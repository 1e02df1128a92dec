/** The part of Tailorbird's public interface that the scenarios use, written down independently of src/. */
export interface PublicApi {
  readonly segment: string;
  readonly segments: readonly string[];
  readonly signals: Readonly<Record<string, unknown>>;
  readonly settled: Promise<void>;
  matches(audience: string): boolean | undefined;
  set(traits: Record<string, unknown>): void;
  goal(id: string, detail?: { readonly value?: number }): void;
  refresh(): void;
  consent(state: 'granted' | 'denied' | 'pending'): Promise<void>;
  export(): Promise<StoredRecord | undefined>;
  forget(): Promise<void>;
  explain(): {
    readonly problems: readonly {
      readonly code: string;
      readonly where: string;
      readonly message: string;
    }[];
    readonly signals: readonly {
      readonly path: string;
      readonly value: unknown;
      readonly via?: string;
      readonly state: string;
    }[];
  };
  forget(): Promise<void>;
  stop(): void;
}

/** What the scenarios look at of a visitor's record. */
export interface StoredRecord {
  readonly id: string;
  readonly visitCount: number;
  readonly pageviews: number;
  readonly engagedSeconds: number;
  readonly goals: Readonly<Record<string, { readonly count: number; readonly value: number }>>;
  readonly plain: boolean;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly interests: Readonly<Record<string, { readonly score: number }>>;
  readonly known: {
    readonly zones?: Readonly<Record<string, string>>;
    readonly place?: { readonly country?: string };
    readonly device?: { readonly browserVersion?: string };
  };
}
