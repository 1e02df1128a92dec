/** Long enough for any loaded machine: running into it is an error, which `missed` makes visible. */
const PATIENCE = 5_000;

/**
 * Lets the server wait for something that happens in a page. The page reports `painted` after every two frames,
 * and `overdue` once the deadline has passed.
 */
export class Gate {
  /** Waits that ended because the page never reported. */
  missed = 0;
  #open = true;
  readonly #reported = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  /** The page reports. @returns whether the server still wants to hear more. */
  report(event: string): boolean {
    this.#reported.set(event, (this.#reported.get(event) ?? 0) + 1);
    for (const look of this.#waiting) look();
    return this.#open;
  }

  /**
   * Resolves when what has been sent by now was painted. The first report after it may have been under way
   * already; the second was sent two frames after the answer to the first, and is proof.
   */
  painted(): Promise<void> {
    return this.#until('painted', (this.#reported.get('painted') ?? 0) + 2);
  }

  /** Resolves when the page has reported the event. */
  happened(event: string): Promise<void> {
    return event === 'painted' ? this.painted() : this.#until(event, 1);
  }

  /** Nothing is waited for any more: the page may stop reporting. */
  close(): void {
    this.#open = false;
    for (const look of this.#waiting) look();
  }

  #until(event: string, count: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve();
      };
      const look = (): void => {
        if (!this.#open || (this.#reported.get(event) ?? 0) >= count) done();
      };
      const timer = setTimeout(() => {
        this.missed++;
        done();
      }, PATIENCE);
      this.#waiting.add(look);
      look();
    });
  }
}
