/** An event as the script sends it, read and checked. */
export type Event = Exposure | Goal | View;

interface Common {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly ts: number;
  readonly visitor: string;
}

export type ArmKind = 'control' | 'treatment' | 'holdout';

interface Enrolled extends Common {
  readonly exp: string;
  readonly ver: string;
}

/** The visitor got to where the arms part. */
export interface Exposure extends Enrolled {
  readonly type: 'exposure';
  readonly variant: string;
  readonly arm: ArmKind;
  readonly segment: string;
  /** When the shares of the arms were last changed; empty if never. */
  readonly epoch: string;
  /** Whether a variant took the default's place. */
  readonly applied: boolean;
}

export interface Goal extends Common {
  readonly type: 'goal';
  readonly goal: string;
  readonly value: number | undefined;
}

/** Half of the block was in view for a second. */
export interface View extends Enrolled {
  readonly type: 'view';
}

/** Fields of an event, unchecked: of any type from JSON, texts from CSV. */
export type Fields = (name: string) => unknown;

/**
 * What a goal may be worth, to either side. Squares of values are added up, and one line with 1e200, which anybody can
 * post to a collector, would leave infinity where a variance is asked for.
 */
const MOST_VALUE = 1e12;

const arms: readonly unknown[] = ['control', 'treatment', 'holdout'] satisfies ArmKind[];

/**
 * Reads an event.
 *
 * @returns The event, or a sentence that says what is wrong with it.
 */
export function readEvent(fields: Fields): Event | string {
  const type = fields('type');
  if (type !== 'exposure' && type !== 'goal' && type !== 'view') {
    return type === undefined || type === '' ? 'there is no "type"' : `unknown type ${show(type)}`;
  }
  if (Number(fields('v')) !== 1) return `"v" should be 1, found ${show(fields('v'))}`;
  const [id, visitor] = [text(fields('id')), text(fields('visitor'))];
  if (!id) return wrong('id', 'a text', fields);
  if (!visitor) return wrong('visitor', 'a text', fields);
  const ts = number(fields('ts'));
  // The range of a Date.
  if (ts === undefined || ts < 0 || ts > 8.64e15)
    return wrong('ts', 'milliseconds since 1970', fields);
  if (type === 'goal') {
    const goal = text(fields('goal'));
    if (!goal) return wrong('goal', 'a text', fields);
    const value = number(fields('value'));
    if (value === undefined ? !isAbsent(fields('value')) : Math.abs(value) > MOST_VALUE)
      return wrong('value', 'a number from -1e12 to 1e12', fields);
    return { type, id, ts, visitor, goal, value };
  }
  const exp = text(fields('exp'));
  if (!exp) return wrong('exp', 'the key of an experiment', fields);
  const ver = text(fields('ver')) || '1';
  if (type === 'view') return { type, id, ts, visitor, exp, ver };
  const arm = fields('arm');
  if (!arms.includes(arm)) return wrong('arm', 'control, treatment or holdout', fields);
  const applied = fields('applied');
  return {
    type,
    id,
    ts,
    visitor,
    exp,
    ver,
    variant: text(fields('variant')),
    arm: arm as ArmKind,
    segment: text(fields('segment')) || 'default',
    epoch: text(fields('epoch')),
    applied: isAbsent(applied) ? arm !== 'holdout' : isTrue(applied),
  };
}

function isTrue(value: unknown): boolean {
  return value === true || value === 1 || /^(true|1)$/i.test(String(value));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function number(value: unknown): number | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isNumeric && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function wrong(name: string, expected: string, fields: Fields): string {
  const value = fields(name);
  return isAbsent(value)
    ? `there is no "${name}"`
    : `"${name}" should be ${expected}, found ${show(value)}`;
}

function show(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 40 ? `${json.slice(0, 39)}…` : json;
}
