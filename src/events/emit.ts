import { guard, type Reporter } from '../lib/report.js';

/** Listeners by event type; a listener that throws is reported and starves nobody. */
export interface Emitter<Events> {
  on<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): () => void;
  emit<K extends keyof Events>(type: K, event: Events[K]): void;
}

export function createEmitter<Events>(report: Reporter): Emitter<Events> {
  const listeners = new Set<{ type: keyof Events; call: (event: never) => void }>();
  return {
    on(type, call) {
      const entry = { type, call };
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    emit(type, event) {
      for (const listener of [...listeners]) {
        if (listener.type !== type) continue;
        guard(report, `on(${String(type)})`, () => listener.call(event as never));
      }
    },
  };
}
