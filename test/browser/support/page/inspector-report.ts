/** What is found on a page. Every list but `requests` is empty and `moved` is, if all is well. */
export interface InspectorReport {
  /** Payloads that ran, and dialogues. */
  readonly executed: readonly string[];
  readonly shape: string;
  /** What stands in elements with a token, by path. */
  readonly texts: Readonly<Record<string, string>>;
  /** What blocks say they show. */
  readonly shown: Readonly<Record<string, string>>;
  readonly segments: string;
  /** The text that can be read. */
  readonly seen: string;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** New properties of `window`. */
  readonly globals: readonly string[];
  /** Built-in objects and prototypes that are not what they were. */
  readonly changed: readonly string[];
  /** Where the page went. */
  readonly moved: string;
  readonly address: string;
  readonly referrer: string;
  readonly requests: readonly string[];
  /** What Tailorbird's own inspector shows, on a page that has it. */
  readonly inspector?: InspectorLook;
}

export interface InspectorLook {
  /** Names of elements and of attributes. */
  readonly kinds: readonly string[];
  readonly text: string;
}

declare global {
  interface Window {
    /** Looks now. */
    __inspect(): Promise<InspectorReport>;
    /** Waits for Tailorbird's inspector, and looks at all of it. */
    __readInspector?(): Promise<InspectorLook>;
  }
}
