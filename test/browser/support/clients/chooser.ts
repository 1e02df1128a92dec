declare global {
  interface Window {
    /** The visitor chooses in the dialogue of the page's consent manager. */
    choose(state: 'granted' | 'denied'): void;
  }
}

export {};
