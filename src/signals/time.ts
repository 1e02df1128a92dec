import type { SignalContext } from './context.js';

/** `time.*` by the visitor's clock: `hour` 0–23, `weekday` 1 (Monday) to 7 (ISO 8601), `date` YYYY-MM-DD, `month` 1–12. */
export function readTime({ now }: SignalContext): object {
  const clock = new Date(now());
  const month = clock.getMonth() + 1;
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return {
    hour: clock.getHours(),
    weekday: clock.getDay() || 7,
    date: `${clock.getFullYear()}-${twoDigits(month)}-${twoDigits(clock.getDate())}`,
    month,
  };
}
