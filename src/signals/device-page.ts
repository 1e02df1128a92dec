import { deviceType, type DeviceInput } from './device.js';

/** `device.*` that a page can read at once. */
export function readDevice(): object {
  const { userAgent, maxTouchPoints, languages } = navigator;
  const { userAgentData, connection } = navigator as unknown as {
    userAgentData?: DeviceInput['userAgentData'];
    connection?: { saveData?: boolean };
  };
  const { width, height } = screen;
  const prefers = (query: string): boolean => matchMedia(`(prefers-${query})`).matches;
  return {
    type: deviceType({ userAgent, userAgentData, maxTouchPoints, width, height }),
    touch: maxTouchPoints > 0,
    width: innerWidth,
    height: innerHeight,
    colorScheme: prefers('color-scheme: dark') ? 'dark' : 'light',
    reducedMotion: prefers('reduced-motion: reduce'),
    saveData: connection?.saveData === true,
    languages: [...languages],
  };
}
