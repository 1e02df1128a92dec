import { describe, expect, test } from 'vitest';
import type { ExposureEvent, Plan, TrackedEvent } from '../../src/types.js';
import { open, told, waitFor } from './page.js';

const two = `<section data-tb-block="hero">
  <template data-tb-for="new" data-tb-variant="a">A</template>
  <template data-tb-for="new" data-tb-variant="b">B</template>Default</section>`;

/** Starts a page whose plan tells events to a function. */
async function play(markup: string, plan: Plan = {}) {
  const events: TrackedEvent[] = [];
  const tailorbird = open(markup, { ...plan, events: [(event) => void events.push(event)] });
  await tailorbird.settled;
  await waitFor(async () => expect(await tailorbird.export()).toBeDefined());
  return { tailorbird, events, click: (selector: string) => click(selector) };
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)!.click();
}

describe('an exposure', () => {
  test('is told where the arms part, with the arm that is shown', async () => {
    const { events, tailorbird } = await play(two, {
      experiments: { 'hero:new': { version: 3, epoch: 'may' } },
    });
    const shown = document.querySelector('section')!.dataset['tbShown'];
    expect(events).toEqual([
      {
        v: 1,
        type: 'exposure',
        id: events[0]!.id,
        ts: events[0]!.ts,
        visitor: (await tailorbird.export())!.id,
        segment: 'default',
        exp: 'hero:new',
        ver: 3,
        variant: shown,
        arm: shown === 'a' ? 'control' : 'treatment',
        block: 'hero',
        applied: true,
        epoch: 'may',
      },
    ]);
  });

  test('is told of a holdout alike', async () => {
    const { events } = await play(
      '<section data-tb-block="hero" data-tb-holdout="1"><template data-tb-for="new">A</template>Default</section>',
    );
    expect(events).toMatchObject([
      { exp: 'hero:new', variant: 'default', arm: 'holdout', applied: true },
    ]);
  });

  test('is told of the global holdout, in it and out of it', async () => {
    const one = await play(two, { holdout: { share: 1, epoch: 'q1' } });
    expect(one.events).toMatchObject([
      { exp: 'holdout', ver: 'q1', variant: 'default', arm: 'holdout', block: 'hero' },
    ]);
    await one.tailorbird.forget();
    const { events } = await play(two, { holdout: { share: 0.000001, epoch: 'q1' } });
    expect(events).toMatchObject([
      { exp: 'holdout', ver: 'q1', variant: 'personalized', arm: 'treatment' },
      { exp: 'hero:new' },
    ]);
  });

  test('is not told of a block that is meant for others, or has nothing to compare', async () => {
    const { events } = await play(
      `<p data-tb-block="one"><template data-tb-for="returning" data-tb-variant="a">A</template>
         <template data-tb-for="returning" data-tb-variant="b">B</template>Default</p>
       <p data-tb-block="two"><template data-tb-for="new">A</template>Default</p>`,
    );
    expect(events).toEqual([]);
  });

  test('is told once, not again on the next page view', async () => {
    const first = await play(two);
    expect(first.events).toHaveLength(1);
    first.tailorbird.refresh();
    await waitFor(async () => expect((await first.tailorbird.export())?.arms).not.toEqual({}));
    first.tailorbird.stop();
    document.body.replaceChildren();
    const second = await play(two);
    expect(first.events).toHaveLength(1);
    expect(second.events).toHaveLength(0);
  });

  test('comes as a DOM event from the block', async () => {
    const heard: { detail: ExposureEvent; target: EventTarget | null }[] = [];
    const listen = (event: Event): void => {
      heard.push({ detail: (event as CustomEvent<ExposureEvent>).detail, target: event.target });
    };
    document.addEventListener('tailorbird:exposure', listen);
    const { events } = await play(two);
    document.removeEventListener('tailorbird:exposure', listen);
    expect(heard).toEqual([{ detail: events[0], target: document.querySelector('section') }]);
  });

  test('is not told without consent, where nobody is enrolled', async () => {
    history.replaceState(null, '', '/?utm_campaign=spring');
    const events: TrackedEvent[] = [];
    const tailorbird = open(two.replaceAll('new', 'campaign:spring'), {
      privacy: { consent: 'pending' },
      events: [(event) => void events.push(event)],
    });
    await tailorbird.settled;
    expect(document.querySelector('section')!.dataset['tbShown']).toBe('a');
    expect(events).toEqual([]);
  });

  test('says that nothing was shown when a listener cancels the swap', async () => {
    const cancel = (event: Event): void => event.preventDefault();
    document.addEventListener('tailorbird:swap', cancel);
    const { events } = await play(two);
    document.removeEventListener('tailorbird:swap', cancel);
    expect(events).toMatchObject([{ exp: 'hero:new', applied: false }]);
    expect((events[0] as ExposureEvent).variant).toMatch(/^[ab]$/);
  });
});

describe('who has been drawn', () => {
  test('stays in the arm when weights change, and is drawn anew with another version', async () => {
    const first = await play(two, { experiments: { 'hero:new': { weights: { a: 1, b: 0 } } } });
    expect(document.querySelector('section')!.dataset['tbShown']).toBe('a');
    await waitFor(async () => expect((await first.tailorbird.export())?.arms).not.toEqual({}));
    first.tailorbird.stop();
    document.body.replaceChildren();
    const weights = { a: 0, b: 1 };
    const second = await play(two, { experiments: { 'hero:new': { weights } } });
    expect(document.querySelector('section')!.dataset['tbShown']).toBe('a');
    second.tailorbird.stop();
    document.body.replaceChildren();
    await play(two, { experiments: { 'hero:new': { weights, version: 2 } } });
    expect(document.querySelector('section')!.dataset['tbShown']).toBe('b');
  });

  test('after its end everybody sees the winner', async () => {
    const { events } = await play(two, {
      experiments: { 'hero:new': { until: '2020-01-01', winner: 'b' } },
    });
    expect(document.querySelector('section')!.dataset['tbShown']).toBe('b');
    expect(events).toEqual([]);
  });
});

describe('a goal', () => {
  test('is a click on what is marked, or on anything in it, with its value', async () => {
    const { events, tailorbird } = await play(
      '<a data-tb-goal="signup" data-tb-value="49"><b>Sign up</b></a>',
    );
    click('b');
    expect(events).toMatchObject([{ type: 'goal', goal: 'signup', value: 49 }]);
    await waitFor(async () =>
      expect((await tailorbird.export())?.goals?.['signup']).toMatchObject({ count: 1, value: 49 }),
    );
    expect((await tailorbird.export())?.events).toEqual([]);
  });

  test('is a form that is sent, not a click in it', async () => {
    const { events } = await play(
      '<form data-tb-goal="signup"><button type="button">Help</button></form>',
    );
    click('button');
    expect(events).toEqual([]);
    document.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true }));
    expect(events).toMatchObject([{ goal: 'signup' }]);
  });

  test('is what the plan finds by selector, also in what comes later', async () => {
    const { events } = await play('<main></main>', {
      goals: [
        { id: 'buy', selector: '.buy' },
        { id: 'send', on: 'submit', selector: '#order' },
        { id: 'odd', selector: ':::' },
      ],
    });
    document.querySelector('main')!.innerHTML = '<form id="order"><i class="buy">Buy</i></form>';
    click('.buy');
    document.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true }));
    expect(events).toMatchObject([{ goal: 'buy' }, { goal: 'send' }]);
    expect(told.filter((text) => text.includes('goal-selector'))).toHaveLength(1);
  });

  test('counts though the page stops the event', async () => {
    const { events } = await play('<button data-tb-goal="stop">Stop</button>');
    const button = document.querySelector('button')!;
    button.addEventListener('click', (event) => event.stopImmediatePropagation());
    button.click();
    expect(events).toHaveLength(1);
  });

  test('is reported where its value is no number, and counts', async () => {
    const { events } = await play('<button data-tb-goal="buy" data-tb-value="much">Buy</button>');
    click('button');
    expect(events).toMatchObject([{ goal: 'buy' }]);
    expect(events[0]).not.toHaveProperty('value');
    expect(told).toEqual([expect.stringContaining('bad-number (buy) data-tb-value="much"')]);
  });

  test('reached before the visitor agreed is told once they do', async () => {
    const events: TrackedEvent[] = [];
    const tailorbird = open('<button data-tb-goal="buy">Buy</button>', {
      privacy: { consent: 'pending' },
      events: [(event) => void events.push(event)],
    });
    click('button');
    expect(events).toEqual([]);
    await tailorbird.consent('granted');
    await waitFor(() => expect(events).toMatchObject([{ type: 'goal', goal: 'buy' }]));
    expect(events[0]!.visitor).toBe((await tailorbird.export())?.id);
  });
});

test('a function that throws is told of once and starves nobody', async () => {
  const events: TrackedEvent[] = [];
  const fail = (): never => {
    throw new Error('broken sink');
  };
  const tailorbird = open('', { events: [fail, (event) => void events.push(event)] });
  tailorbird.goal('one');
  tailorbird.goal('two');
  await waitFor(() => expect(events).toHaveLength(2));
  expect(told).toEqual([expect.stringContaining('exception (page) Error: broken sink')]);
});

describe('a page that is left', () => {
  test('before anybody could be told: the next page tells it, once', async () => {
    const markup = '<a data-tb-goal="leave">Leave</a>';
    const never = { events: ['plausible'], privacy: {} } as const;
    const first = open(markup, never, { sinks: () => new Promise(() => undefined) });
    await waitFor(async () => expect(await first.export()).toBeDefined());
    click('a');
    window.dispatchEvent(new Event('pagehide'));
    expect(localStorage.getItem('tailorbird')).toContain('"goal":"leave"');
    document.body.replaceChildren();
    const second = await play(markup);
    await waitFor(() => expect(second.events).toMatchObject([{ goal: 'leave' }]));
    await waitFor(async () => expect((await second.tailorbird.export())?.events).toEqual([]));
    expect(localStorage.getItem('tailorbird')).not.toContain('"goal":"leave"');
  });

  test('with a thousand events that no server took leaves a copy that is read at once', async () => {
    const markup = '<a data-tb-goal="buy">Buy</a>';
    const posted = { events: [{ beacon: '/down' }] } as const;
    const deaf = { connect: () => () => undefined };
    const first = open(markup, posted, { sinks: () => Promise.resolve(deaf) });
    await waitFor(async () => expect(await first.export()).toBeDefined());
    for (let count = 0; count < 999; count++) first.goal(`goal-${count}`);
    await waitFor(async () => expect((await first.export())?.events).toHaveLength(999));
    first.goal('last');
    window.dispatchEvent(new Event('pagehide'));
    const copy = JSON.parse(localStorage.getItem('tailorbird')!) as { events: unknown[] };
    expect(copy.events).toHaveLength(1);
    expect((await first.export())?.events).toHaveLength(1000);
  });
});
