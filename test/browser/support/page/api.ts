/** The part of Tailorbird's public interface that the scenarios use, written down independently of src/. */
export interface PublicApi {
  readonly segment: string;
  readonly segments: readonly string[];
  readonly settled: Promise<void>;
  matches(audience: string): boolean | undefined;
  set(traits: Record<string, unknown>): void;
  refresh(): void;
  consent(state: 'granted' | 'denied' | 'pending'): Promise<void>;
  export(): Promise<{ readonly visitCount: number; readonly pageviews: number } | undefined>;
  explain(): { readonly problems: readonly unknown[] };
  stop(): void;
}
