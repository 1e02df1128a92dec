import { WIDTH } from '../table.js';
import { wrap } from '../wrap.js';
import type { Mix, Part } from './mix.js';

/** Stands for a space between a value and its share: no line ends there. */
const KEEP = '\u00a0';

/** Says what made-up visitors are made of: it is an assumption, and everything that follows rests on it. */
export function describeMix(mix: Mix): string[] {
  const longest = Math.max(...Object.keys(mix).map((path) => path.length));
  return [
    'They are an assumption, each signal drawn by itself; --mix FILE states yours:',
    ...Object.entries(mix).flatMap(([path, parts]) => {
      const total = parts.reduce((sum, { weight }) => sum + weight, 0);
      const some = parts.filter(({ weight }) => weight > 0);
      const text = some
        .map((part) => {
          const value = valueOf(part);
          const all = some.length > 1 ? `${value} ${percent(part.weight / total)}` : value;
          return all.replaceAll(' ', KEEP);
        })
        .join(', ');
      return wrap(text, WIDTH, `  ${path.padEnd(longest)}  `).map((line) =>
        line.replaceAll(KEEP, ' '),
      );
    }),
  ];
}

function valueOf(part: Part): string {
  if (!('value' in part)) return `${part.from} to ${part.to}`;
  const { value } = part;
  if (value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Without digits that say nothing. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(share < 0.1 ? 1 : 0))}%`;
}
