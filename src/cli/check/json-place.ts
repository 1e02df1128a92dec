import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { Span } from './finding.js';

/** Where the parts of a JSON text stand. */
export interface JsonPlaces {
  /** The place of a JSON path, such as `$.segments[2].when.visits.count.$gte`; of what is nearest above if it is not there. */
  find(path: string): Span;
  /** Where it stops being JSON, if it does. */
  readonly error: Span | undefined;
}

export function jsonPlaces(text: string): JsonPlaces {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  return {
    error: first && { start: first.offset, end: first.offset + first.length },
    find(path) {
      const node = root && descend(root, path.replace(/^\$/, ''));
      return node ? spanOf(node) : { start: 0, end: 0 };
    },
  };
}

/** Names may have dots in them, as signals do: the longest that is there is meant. */
function descend(node: Node, path: string): Node {
  for (const child of node.children ?? []) {
    const [key, value] = child.children ?? [];
    const index = node.children?.indexOf(child) ?? -1;
    const rest =
      node.type === 'array'
        ? after(path, `[${index}]`)
        : (after(path, `.${String(key?.value)}`) ?? after(path, `[${JSON.stringify(key?.value)}]`));
    if (rest === undefined) continue;
    const inner = node.type === 'array' ? child : value;
    // Of a whole property, its name is what is looked for.
    return rest === '' || !inner ? child : descend(inner, rest);
  }
  return node;
}

function after(path: string, start: string): string | undefined {
  const rest = path.slice(start.length);
  return path.startsWith(start) && /^([.[]|$)/.test(rest) ? rest : undefined;
}

function spanOf({ offset, length, type, children: [key] = [] }: Node): Span {
  return type === 'property' && key
    ? { start: key.offset, end: key.offset + key.length }
    : { start: offset, end: offset + length };
}
