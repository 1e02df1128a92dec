// Makes this document's browser pass for one on a phone, as the device mode of developer tools does.
const phone =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

for (const [name, value] of Object.entries({
  userAgent: phone,
  userAgentData: { mobile: true, platform: 'Android', brands: [] },
  maxTouchPoints: 5,
})) {
  Object.defineProperty(navigator, name, { value, configurable: true });
}
