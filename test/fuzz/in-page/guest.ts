import type { Guest } from '../page.js';

/** Makes the browser fail as the guest's does, and draw the guest's id. */
export function prepareBrowser({ broken, gpc, automated, id }: Guest): void {
  const refuse = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  if (broken === 'localStorage' || broken === 'both') {
    Object.defineProperty(window, 'localStorage', { configurable: true, get: refuse });
  }
  if (broken === 'indexedDB' || broken === 'both') {
    Object.defineProperty(IDBFactory.prototype, 'open', { configurable: true, value: refuse });
  }
  if (gpc) {
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true });
  }
  if (!automated) {
    const userAgent = navigator.userAgent.replace('Headless', '');
    Object.defineProperty(Navigator.prototype, 'webdriver', { value: false });
    Object.defineProperty(Navigator.prototype, 'userAgent', { value: userAgent });
  }
  const bytes = id.match(/../g)?.map((byte) => parseInt(byte, 16)) ?? [];
  Object.defineProperty(crypto, 'getRandomValues', {
    value: (array: Uint8Array) => {
      array.set(bytes.slice(0, array.length));
      return array;
    },
  });
}
