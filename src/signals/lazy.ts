import { attempt } from '../lib/attempt.js';

/**
 * An object whose fields are read when first asked for and then kept: a page that targets `device.type`
 * does not pay for a media query. The fields are its own, as `readPath` wants them.
 *
 * @returns A field whose reader throws is `undefined`: what an engine refuses to tell is unavailable.
 */
export function lazy(readers: Readonly<Record<string, () => unknown>>): Record<string, unknown> {
  const object = {};
  for (const [field, read] of Object.entries(readers)) {
    Object.defineProperty(object, field, {
      configurable: true,
      enumerable: true,
      get() {
        const value = attempt(read);
        Object.defineProperty(object, field, { value });
        return value;
      },
    });
  }
  return object;
}
