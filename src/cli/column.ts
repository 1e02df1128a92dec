/** A list of numbers that grows, in a typed array: nothing for the garbage collector to walk through. */
export interface Column {
  /** 0 where nothing was set. */
  get(index: number): number;
  set(index: number, value: number): void;
}

/** @example const ts = createColumn(Float64Array); ts.set(7, Date.now()) */
export function createColumn(
  Type: Float64ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor,
): Column {
  let values = new Type(1024);
  return {
    get: (index) => values[index] ?? 0,
    set(index, value) {
      if (index >= values.length) {
        const larger = new Type(Math.max(index + 1, values.length * 2));
        larger.set(values);
        values = larger;
      }
      values[index] = value;
    },
  };
}
