/**
 * Where plan.schema.json and `parsePlan` are of two minds, and how to take that out of a plan so that they agree. Each
 * has an example on which they really differ.
 */
export interface Difference {
  readonly name: string;
  /** Who finds something in the example; the other does not. */
  readonly finds: 'schema' | 'reader';
  readonly example: unknown;
  remove(plan: unknown): unknown;
}

type Plain = Readonly<Record<string, unknown>>;

export const differences: readonly Difference[] = [
  {
    name: 'a schema cannot compare the ids of two items',
    finds: 'reader',
    example: {
      segments: [
        { id: 'a', when: { x: 1 } },
        { id: 'a', when: { x: 2 } },
      ],
    },
    remove: at('segments', (segments) =>
      Array.isArray(segments)
        ? segments.map((one: unknown, index) =>
            isPlain(one) && typeof one['id'] === 'string' && /^[\w.-]+$/.test(one['id'])
              ? { ...one, id: `s${index}` }
              : one,
          )
        : segments,
    ),
  },
  {
    name: 'a schema cannot compare two numbers: a range begins before it ends',
    finds: 'reader',
    example: { experiments: { 'hero:new': { namespace: { id: 'n', range: [0.6, 0.4] } } } },
    remove: everywhere('range', (range) =>
      Array.isArray(range) && range.length === 2 && range.every(isShare) ? [0, 1] : range,
    ),
  },
  {
    name: 'a schema does not compile patterns, count them in UTF-16, or miss the pattern of flags',
    finds: 'reader',
    example: { segments: [{ id: 'a', when: { x: { $regex: '(' } } }] },
    remove: deep((node) => {
      const { $regex, $options = '', ...rest } = node;
      const couldBe =
        typeof $options === 'string' &&
        /^[dgimsuvy]*$/.test($options) &&
        ($regex === undefined || (typeof $regex === 'string' && [...$regex].length <= 200));
      return couldBe && ('$regex' in node || '$options' in node) ? { ...rest, $regex: 'x' } : node;
    }),
  },
  {
    name: 'any value tells $exists yes or no, as in MongoDB; the schema wants it said plainly',
    finds: 'schema',
    example: { segments: [{ id: 'a', when: { x: { $exists: 'no' } } }] },
    remove: everywhere('$exists', Boolean),
  },
  {
    name: 'which tools there are is known to the file that tells them of events',
    finds: 'schema',
    example: { events: ['gogle'] },
    remove: at('events', (events) =>
      Array.isArray(events)
        ? events.map((one: unknown) => (typeof one === 'string' ? 'gtag' : one))
        : events,
    ),
  },
  {
    name: 'what stands under "report" is read by the report',
    finds: 'schema',
    example: { report: { alpha: 2 } },
    remove: at('report', (report) => (isPlain(report) ? {} : report)),
  },
];

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** Changes a field of the plan, if there is one. */
function at(key: string, change: (value: unknown) => unknown): (plan: unknown) => unknown {
  return (plan) =>
    isPlain(plan) && Object.hasOwn(plan, key) ? { ...plan, [key]: change(plan[key]) } : plan;
}

/** Changes every object, the innermost first. */
function deep(change: (node: Plain) => unknown): (plan: unknown) => unknown {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isPlain(node)) return node;
    return change(
      Object.fromEntries(Object.entries(node).map(([key, part]) => [key, visit(part)])),
    );
  };
  return visit;
}

function everywhere(key: string, change: (value: unknown) => unknown): (plan: unknown) => unknown {
  return deep((node) =>
    Object.hasOwn(node, key)
      ? Object.fromEntries(
          Object.entries(node).map(([name, part]) => [name, name === key ? change(part) : part]),
        )
      : node,
  );
}
