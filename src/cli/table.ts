import Table from 'cli-table3';

/** Columns of a terminal that everything keeps to. */
export const WIDTH = 80;

/** Without lines: the first column is text, and so are verdicts; the others are numbers. */
export function table(head: string[], widths: number[], rows: string[][]): string {
  const lines = ['top', 'bottom', 'left', 'right'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => `${side}${part}`),
  );
  const none = Object.fromEntries([...lines, 'mid', 'mid-mid', 'middle'].map((name) => [name, '']));
  const grid = new Table({
    head,
    colWidths: widths,
    colAligns: head.map((name, index) => (index && name !== 'verdict' ? 'right' : 'left')),
    wordWrap: true,
    chars: none,
    style: { head: [], border: [], compact: true, 'padding-left': 2, 'padding-right': 0 },
  });
  grid.push(...rows);
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
