/** What is known about a visitor, and what can be asked of it. */

/** `true`, `false`, or `undefined` for "not known yet" (Kleene's three-valued logic). */
export type Truth = boolean | undefined;

/**
 * What is known about a visitor: groups of values addressed by dotted paths, such as `geo.country`.
 * A value may be the symbol `pending`: an answer is on its way.
 *
 * @example { visits: { count: 3, returning: true }, geo: { country: 'DE' } }
 */
export interface Signals {
  readonly [group: string]: unknown;
}

/** A JSON value. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A MongoDB query document over signal paths: all that stands in it has to hold.
 *
 * Paths are dotted; a plain value means equality. Operators: `$eq $ne $gt $gte $lt $lte $in $nin $exists
 * $and $or $nor $not $regex $options $all $size $elemMatch $startsWith $endsWith $contains`.
 *
 * @see https://www.mongodb.com/docs/manual/reference/operator/query/
 * @example { "visits.count": { "$gte": 3 }, "$or": [{ "geo.country": "DE" }, { "geo.country": "AT" }] }
 * @propertyNames { "pattern": "^(?!\\$)|^\\$(and|or|nor)$" }
 */
export interface Condition {
  /**
   * All of these conditions.
   *
   * @minItems 1
   */
  readonly $and?: readonly Condition[];
  /**
   * At least one of these conditions.
   *
   * @minItems 1
   */
  readonly $or?: readonly Condition[];
  /**
   * None of these conditions.
   *
   * @minItems 1
   */
  readonly $nor?: readonly Condition[];
  /** A signal by its dotted path, such as `visits.count`. */
  readonly [path: string]: SignalTest | readonly Condition[] | undefined;
}

/** What stands below a path: operators, or the value to be equal to. */
export type SignalTest = Operators | EqualTo;

/**
 * A value to be equal to; a list is equal to any of its items. An object with operators is none.
 *
 * @propertyNames { "pattern": "^(?!\\$)" }
 */
export type EqualTo =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Comparisons of one signal; all of them have to hold.
 *
 * @minProperties 1
 */
export interface Operators {
  /** Equal to this; of a list any item may be. */
  readonly $eq?: Json;
  /** Not equal to this, or missing. */
  readonly $ne?: Json;
  /** More than this; only values of one type are compared. */
  readonly $gt?: Json;
  /** At least this. */
  readonly $gte?: Json;
  /** Less than this. */
  readonly $lt?: Json;
  /** At most this. */
  readonly $lte?: Json;
  /** Equal to one of these. */
  readonly $in?: readonly Json[];
  /** Equal to none of these, or missing. */
  readonly $nin?: readonly Json[];
  /** Whether there is a value. */
  readonly $exists?: boolean;
  /**
   * A text that this regular expression finds something in. At most 200 characters.
   *
   * @maxLength 200
   */
  readonly $regex?: string;
  /**
   * Flags of the regular expression beside it, such as `i`.
   *
   * @pattern ^[dgimsuvy]*$
   */
  readonly $options?: string;
  /** A list that has all of these. */
  readonly $all?: readonly Json[];
  /** A list of exactly so many items. */
  readonly $size?: number;
  /** A text that begins with this, case-sensitive. */
  readonly $startsWith?: string;
  /** A text that ends with this. */
  readonly $endsWith?: string;
  /** A text with this in it. */
  readonly $contains?: string;
  /** What does not hold; a missing value fails a comparison, and so passes this. */
  readonly $not?: Operators;
  /** A list with an item for which all of this holds: comparisons of the item, or conditions of what is in it. */
  readonly $elemMatch?: Operators | ItemCondition;
}

/**
 * Conditions of the fields of an item.
 *
 * @propertyNames { "pattern": "^(?!\\$)" }
 */
export interface ItemCondition {
  /** A field by its dotted path within the item. */
  readonly [path: string]: SignalTest;
}
