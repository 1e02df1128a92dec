import { describe, expect, test } from 'vitest';
import type { Tailorbird } from '../../src/types.js';
import { open, told, visible, waitFor } from './page.js';

const find = <T extends HTMLElement = HTMLInputElement>(selector: string): T =>
  document.querySelector<T>(selector)!;

/** The visitor has entered something and leaves the control. */
function enter(selector: string, value: string): void {
  find(selector).value = value;
  changed(selector);
}

function changed(selector: string): void {
  find(selector).dispatchEvent(new Event('change', { bubbles: true }));
}

const traits = (tailorbird: Tailorbird): unknown => {
  tailorbird.refresh();
  return JSON.parse(JSON.stringify(tailorbird.signals['traits']));
};

describe('an answer is', () => {
  test('what is written into a text field or area, without the space around it', () => {
    const tailorbird = open(
      '<input data-tb-trait="firstName"><textarea data-tb-trait="goal"></textarea>',
    );
    enter('input', '  Ann ');
    enter('textarea', 'Run a\nmarathon');
    expect(traits(tailorbird)).toEqual({ firstName: 'Ann', goal: 'Run a\nmarathon' });
  });

  test('a number of a number field or a range', () => {
    const tailorbird = open(
      '<input type="number" data-tb-trait="age"><input type="range" max="50" data-tb-trait="km">',
    );
    enter('[type=number]', '42');
    enter('[type=range]', '12');
    expect(traits(tailorbird)).toEqual({ age: 42, km: 12 });
    expect(tailorbird.matches('traits.age:42')).toBe(true);
    enter('[type=number]', '0');
    expect(traits(tailorbird)).toMatchObject({ age: 0 });
  });

  test('the option of a list, or every option', () => {
    const options = '<option value="">?</option><option value="a">A</option><option>B</option>';
    const tailorbird = open(
      `<select data-tb-trait="one">${options}</select><select multiple data-tb-trait="many">${options}</select>`,
    );
    enter('select', 'a');
    const many = find<HTMLSelectElement>('[multiple]');
    for (const option of many.options) option.selected = option.value !== '';
    changed('[multiple]');
    expect(traits(tailorbird)).toEqual({ one: 'a', many: ['a', 'B'] });
    expect(tailorbird.matches('traits.many:b')).toBe(true);
  });

  test('the radio button that was chosen', () => {
    const tailorbird = open(
      `<input type="radio" name="r" value="dev" data-tb-trait="role"><input type="radio" name="r" value="ops" data-tb-trait="role">`,
    );
    find('[value=ops]').click();
    expect(traits(tailorbird)).toEqual({ role: 'ops' });
    find('[value=dev]').click();
    expect(traits(tailorbird)).toEqual({ role: 'dev' });
  });

  test('yes or no of one checkbox', () => {
    const tailorbird = open('<input type="checkbox" data-tb-trait="vegan">');
    find('input').click();
    expect(traits(tailorbird)).toEqual({ vegan: true });
    find('input').click();
    expect(traits(tailorbird)).toEqual({ vegan: false });
  });

  test('which, of several checkboxes in the same form', () => {
    const box = (value: string): string =>
      `<input type="checkbox" value="${value}" data-tb-trait="sports">`;
    const tailorbird = open(
      `<form>${box('run')}${box('hike')}${box('bike')}</form><form id="other">${box('swim')}</form>`,
    );
    find('[value=bike]').click();
    find('[value=run]').click();
    expect(traits(tailorbird)).toEqual({ sports: ['run', 'bike'] });
    find('[value=bike]').click();
    find('[value=run]').click();
    expect(traits(tailorbird)).toEqual({ sports: [] });
    find('[value=swim]').click();
    expect(traits(tailorbird)).toEqual({ sports: true });
  });

  test('the value of a button that was pressed, wherever in it', () => {
    const tailorbird = open(
      '<button value="dev" data-tb-trait="role">I <span>write <b>code</b></span></button><button value="ops">Other</button>',
    );
    find('b').click();
    find('[value=ops]').click();
    expect(traits(tailorbird)).toEqual({ role: 'dev' });
  });

  test('below a dotted name', () => {
    const tailorbird = open('<input data-tb-trait="company.size">');
    enter('input', '30');
    expect(traits(tailorbird)).toEqual({ company: { size: '30' } });
  });
});

describe('taken back', () => {
  test('an answer counts no more, on this page and the next', async () => {
    const markup = '<input data-tb-trait="role"><input type="number" data-tb-trait="age">';
    const first = open(markup);
    enter('input', 'dev');
    enter('[type=number]', '42');
    await waitFor(async () =>
      expect((await first.export())?.traits).toEqual({ role: 'dev', age: 42 }),
    );
    enter('input', '  ');
    enter('[type=number]', '');
    expect(traits(first)).toEqual({});
    expect(first.matches('traits.role:dev')).toBe(false);
    first.goal('last');
    await waitFor(async () => expect((await first.export())?.goals).toHaveProperty('last'));
    first.stop();
    expect(traits(open(''))).toEqual({});
  });
});

describe('never read', () => {
  test.each(['password', 'file', 'hidden', 'PassWord', 'HIDDEN'])('%s', (type) => {
    const tailorbird = open(`<input type="${type}" data-tb-trait="secret">`);
    if (!/file/i.test(type)) find('input').value = 'x';
    changed('input');
    expect(traits(tailorbird)).toEqual({});
    expect(told).toEqual([]);
  });

  test.each(['', ' ', '__proto__', 'constructor', 'constructor.prototype.x'])(
    'for the trait %j',
    (name) => {
      const tailorbird = open(`<input data-tb-trait="${name}">`);
      enter('input', 'x');
      expect(traits(tailorbird)).toEqual({});
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );

  test('what is no marked control', () => {
    const tailorbird = open('<label data-tb-trait="role"><input value="x"></label>');
    changed('input');
    find('label').click();
    expect(traits(tailorbird)).toEqual({});
  });
});

describe('an answer that is personal', () => {
  test.each(['email', 'tel', 'EMAIL'])(
    'by the type %s is used here and never stored',
    async (type) => {
      const markup = `<input type="${type}" data-tb-trait="contact"><p>To <b data-tb-text="traits.contact">you</b></p>`;
      const tailorbird = open(markup);
      enter('input', '555-1234');
      enter('input', '555-9999');
      await waitFor(() => expect(visible()).toBe('To 555-9999'));
      tailorbird.goal('last');
      await waitFor(async () => expect((await tailorbird.export())?.goals).toHaveProperty('last'));
      expect((await tailorbird.export())?.traits).toEqual({});
      expect(localStorage.getItem('tailorbird')).not.toMatch(/555-1234|555-9999/);
      expect(told).toEqual(['[tailorbird] personal-trait (contact) is never stored']);
    },
  );

  test.each([
    ...['email', 'TEL', 'tel-national', 'bday', 'bday-day', 'street-address', 'address-line1'],
    ...['address-line3', 'name', 'family-name', 'additional-name', 'cc-number', 'cc-name'],
    ...['section-two shipping street-address', 'home tel', 'billing name webauthn'],
  ])('by what its browser is to fill in (%s) is not stored', async (autocomplete) => {
    const tailorbird = open(`<input autocomplete="${autocomplete}" data-tb-trait="answer">`);
    enter('input', 'Lee 1');
    expect(traits(tailorbird)).toEqual({ answer: 'Lee 1' });
    tailorbird.goal('last');
    await waitFor(async () => expect((await tailorbird.export())?.goals).toHaveProperty('last'));
    expect((await tailorbird.export())?.traits).toEqual({});
    expect(told).toEqual(['[tailorbird] personal-trait (answer) is never stored']);
  });

  test.each(['given-name', 'nickname', 'organization', 'postal-code', 'country-name', 'off', ''])(
    'unlike what says too little (%s)',
    async (autocomplete) => {
      const tailorbird = open(`<input autocomplete="${autocomplete}" data-tb-trait="answer">`);
      enter('input', 'Lee 1');
      await waitFor(async () =>
        expect((await tailorbird.export())?.traits).toEqual({ answer: 'Lee 1' }),
      );
      expect(told).toEqual([]);
    },
  );

  test('by its name or by its looks is not stored either', async () => {
    const tailorbird = open(
      '<input data-tb-trait="phone"><textarea data-tb-trait="note"></textarea>',
    );
    enter('input', '555-1234');
    enter('textarea', 'ann@example.com');
    expect(traits(tailorbird)).toEqual({ phone: '555-1234', note: 'ann@example.com' });
    tailorbird.goal('last');
    await waitFor(async () => expect((await tailorbird.export())?.goals).toHaveProperty('last'));
    expect((await tailorbird.export())?.traits).toEqual({});
    expect(told).toHaveLength(2);
  });
});

describe('the page', () => {
  const hero = `<p data-tb-block="a"><template data-tb-for="traits.role:dev">For developers</template>For all</p>`;

  test('answers at once, though the block was seen already, and the next page without being asked', async () => {
    const first = open(`${hero}<input data-tb-trait="role">`);
    await first.settled;
    await new Promise(requestAnimationFrame);
    expect(visible()).toBe('For all');
    enter('input', 'dev');
    await waitFor(() => expect(visible()).toBe('For developers'));
    await waitFor(async () => expect((await first.export())?.traits).toEqual({ role: 'dev' }));
    first.stop();
    document.body.replaceChildren();
    open(hero);
    expect(visible()).toBe('For developers');
  });

  test('may add controls later', async () => {
    open(hero);
    const input = document.createElement('input');
    input.setAttribute('data-tb-trait', 'role');
    document.body.append(input);
    enter('input', 'dev');
    await waitFor(() => expect(visible()).toBe('For developers'));
  });

  test('may stop the event on its way, or cancel it', async () => {
    open(`${hero}<div><input data-tb-trait="role"></div>`);
    find('div').addEventListener('change', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    document.querySelector('input')!.addEventListener('change', (event) => event.stopPropagation());
    enter('input', 'dev');
    await waitFor(() => expect(visible()).toBe('For developers'));
  });

  test('gets the form that the answer swaps away', async () => {
    const submitted: (string | null)[] = [];
    open(
      `<div data-tb-block="a"><template data-tb-for="traits.role:dev">Thanks</template><form><button name="role" value="dev" data-tb-trait="role">Dev</button></form></div>`,
    );
    const form = find<HTMLFormElement>('form');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submitted.push(form.isConnected ? (event.submitter?.getAttribute('value') ?? null) : 'gone');
    });
    find('button').click();
    expect(submitted).toEqual(['dev']);
    await waitFor(() => expect(visible()).toBe('Thanks'));
  });

  test('is not listened to after stop()', () => {
    const tailorbird = open('<input data-tb-trait="role">');
    tailorbird.stop();
    enter('input', 'dev');
    expect(traits(tailorbird)).toEqual({});
  });
});
