import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanTraits, storable } from '../../../src/visitor/traits.js';

test('dotted keys become nested ones, beside what is nested already', () => {
  expect(cleanTraits({ company: { name: 'Acme' }, 'company.industry': 'Software' })).toEqual({
    company: { name: 'Acme', industry: 'Software' },
  });
});

test('a dotted key below a plain value replaces it', () => {
  expect(cleanTraits({ company: 'Acme', 'company.size': 3 })).toMatchObject({
    company: { size: 3 },
  });
});

test('texts are cut at 256 characters, lists and objects at 50 fields', () => {
  const clean = cleanTraits({
    long: 'x'.repeat(10_000),
    many: Array.from({ length: 200 }, (_, index) => index),
  });
  expect([(clean['long'] as string).length, (clean['many'] as unknown[]).length]).toEqual([
    256, 50,
  ]);
  const wide = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, index]));
  expect(Object.keys(cleanTraits(wide))).toHaveLength(50);
});

test('names that reach into a prototype are dropped', () => {
  const hostile: unknown = JSON.parse(
    '{"__proto__": {"a": 1}, "constructor.prototype.a": 1, "b": 2}',
  );
  const clean = cleanTraits(hostile);
  expect(Object.keys(clean)).toEqual(['b']);
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

test('whatever is passed: no throw, and a plain object comes out', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(Object.getPrototypeOf(cleanTraits(value))).toBe(Object.prototype);
    }),
  );
});

test('what names a person is never stored, and each name is told', () => {
  const told: string[] = [];
  const kept = storable(
    {
      firstName: 'Ann',
      name: 'Ann Lee',
      Email: 'a@b.c',
      phone: 1,
      address: {},
      birthday: '',
      role: 'x',
    },
    (name) => void told.push(name),
  );
  expect(kept).toEqual({ firstName: 'Ann', role: 'x' });
  expect(told).toEqual(['name', 'Email', 'phone', 'address', 'birthday']);
});

test('what refers to itself comes to an end', () => {
  const circle: Record<string, unknown> = { name: 'a' };
  circle['self'] = circle;
  circle['list'] = [circle];
  expect(JSON.stringify(cleanTraits(circle)).length).toBeLessThan(5000);
});

/** What may be stored of these traits, as they come from the page, and what is told about the others. */
function store(traits: unknown): { kept: unknown; told: string[] } {
  const told: string[] = [];
  return { kept: storable(cleanTraits(traits), (path) => void told.push(path)), told };
}

describe('never stored, however it is spelt', () => {
  test.each([
    'workEmail',
    'billing_address',
    'contactPhone',
    ...['email', 'Email', 'EMAIL', 'e-mail', 'E-Mail', 'e_mail', 'mail', 'emailAddress'],
    ...['email_address', 'email-address', 'mailAddress', 'phone', 'Phone', 'phoneNumber'],
    ...['phone_number', 'telephone', 'telephoneNumber', 'mobile', 'mobilePhone', 'mobile_number'],
    ...['name', 'fullName', 'full_name', 'full name', 'lastName', 'last_name', 'familyName'],
    ...['family-name', 'surname', 'address', 'streetAddress', 'street_address', 'street'],
    ...['postalAddress', 'homeAddress', 'home address', 'birthday', 'birthDay', 'birth_date'],
    ...['birthdate', 'dateOfBirth', 'date_of_birth', 'DOB'],
    // Whoever it is said of, and whichever of several.
    ...['userPhone', 'user_phone', 'USER_PHONE', 'userphone', 'customerEmail', 'guestBirthday'],
    ...['customerName', 'customer_name', 'customername', 'displayName', 'customerLastName'],
    ...[
      'emergencyPhone',
      'contactName',
      'billingStreet',
      'userSurname',
      'homeTel',
      'businessPhone',
    ],
    ...['address1', 'address2', 'addressLine1', 'address_line_2', 'phone1', 'phone_2', 'street1'],
    ...['geburtsdatum', 'Geburtstag'],
    // As they were known before: lower case, without signs.
    ...[
      'workemail',
      'homephone',
      'deliveryaddress',
      'emailaddress',
      'mobilenumber',
      'businessemail',
    ],
  ])('%s', (name) => {
    expect(store({ [name]: 'x', contact: { [name]: 'x' } })).toEqual({
      kept: { contact: {} },
      told: [name, `contact.${name}`],
    });
  });

  test('inside lists, and lists of lists', () => {
    const people = [{ email: 'x', role: 'a' }, [{ phone: 1, role: 'b' }]];
    expect(store({ people }).kept).toEqual({ people: [{ role: 'a' }, [{ role: 'b' }]] });
  });

  test.each([
    'ann@example.com',
    ' ann@example.com ',
    'Ann <ann@example.com>',
    'mailto:ann@example.com?subject=Hi',
    'write to ann@example.com, please',
    ['other', 'ann@example.com'],
    [['ann@example.com']],
  ])('a value that holds an e-mail address, whatever the trait is called: %j', (contact) => {
    expect(store({ contact, role: 'x' })).toEqual({ kept: { role: 'x' }, told: ['contact'] });
  });
});

describe('stored', () => {
  test("what is a company's and nobody's own", () => {
    const company = { name: 'Acme', address: { street: '1 Main St' }, industry: 'Software' };
    expect(store({ company }).kept).toMatchObject({
      company: { name: 'Acme', industry: 'Software' },
    });
    expect(store({ 'company.name': 'Acme' })).toEqual({
      kept: { company: { name: 'Acme' } },
      told: [],
    });
    // But not its people.
    expect(store({ 'company.email': 'x', 'company.phone': 1, 'user.name': 'Ann' })).toEqual({
      kept: { company: {}, user: {} },
      told: ['company.email', 'company.phone', 'user.name'],
    });
  });

  test.each([
    ...['firstName', 'username', 'userName', 'addressable', 'emailOptIn', 'streetwear', 'nameDay'],
    ...[
      'favouritePhoneModel',
      'addressKnown',
      'companyName',
      'company_name',
      'companyAddress',
      'productName',
      'planName',
    ],
    ...['businessName', 'phoneOs', 'emailFrequency', 'streetFood', 'addressBook', 'birthMonth'],
    ...[
      'smartphone',
      'microphone',
      'iPhone',
      'deviceMobile',
      'automobile',
      'telemetry',
      'nickname',
    ],
  ])('%s: it only sounds like something personal', (name) => {
    expect(store({ [name]: 'x' })).toEqual({ kept: { [name]: 'x' }, told: [] });
  });

  test('a yes or a no, whatever it is about', () => {
    const traits = { email: true, hasPhone: false, contact: { mobile: true } };
    expect(store(traits)).toEqual({ kept: traits, told: [] });
  });

  test.each(['@ann', 'a@b', '3 @ 2.50', 'me@work and home.'])('%s: no e-mail address', (note) => {
    expect(store({ note }).kept).toEqual({ note });
  });
});

test('no e-mail address is ever kept, at any depth, in any shape', () => {
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.emailAddress(),
      fc.tuple(fc.string(), fc.emailAddress(), fc.string()).map((parts) => parts.join(' ')),
      fc.constantFrom('developer', 7, true, null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 6 }), tie('tree'), { maxKeys: 4 }),
    ),
  }));
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : Object.values((value ?? {}) as Record<string, unknown>).flatMap(texts);
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 6 }), tree), (traits) => {
      const found = texts(store(traits).kept).filter((text) => /[^\s@]@[^\s@]+\.[^\s@]/.test(text));
      expect(found).toEqual([]);
    }),
  );
});
