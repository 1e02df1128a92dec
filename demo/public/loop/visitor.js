/**
 * The visitor on the shop's page: looks, perhaps presses the button, and tells the page around what happened.
 * What they see is decided by Tailorbird, and what is told to the server is told by Tailorbird.
 */
/* global window, document, parent, addEventListener */

const { tailorbird } = window;
const button = document.querySelector('[data-tb-goal]');

/** Ids of the events that wait to be sent, as the visitor's record has them. */
const waiting = async () => (await tailorbird.export())?.events.map(({ event }) => event.id) ?? [];

/**
 * Resolves when the file that sends events has been loaded: whoever leaves then leaves nothing behind. If it does not
 * come, the next page sends.
 */
const canSend = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 5_000);
    new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name }) => name.endsWith('/sinks.min.js'))) resolve();
    }).observe({ type: 'resource', buffered: true });
  });

async function tell(did) {
  const events = await waiting();
  if (events.length) await canSend();
  parent.postMessage({ did, events, shown: document.querySelector('h1').textContent }, '*');
}

const deeds = {
  async 'sign up'() {
    if (!button.classList.contains('pressed')) button.click();
    button.classList.add('pressed');
    button.textContent = 'Signed up';
    await tell('sign up');
  },
  async forget() {
    await tailorbird.forget();
    parent.postMessage({ did: 'forget', events: [] }, '*');
  },
};

addEventListener('message', ({ source, data }) => {
  if (source === parent && Object.hasOwn(deeds, data)) void deeds[data]();
});

await tailorbird.settled;
await tell('look');
