/**
 * Breaks a sentence between words.
 *
 * @param width In columns; `undefined` for one line, however long.
 * @param indent What the first line begins with; the others begin as far to the right.
 */
export function wrap(text: string, width: number | undefined, indent = ''): string[] {
  const lines = [indent];
  const inner = ' '.repeat(indent.length);
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    const isEmpty = !line.slice(indent.length);
    if (!isEmpty && width !== undefined && line.length + word.length + 1 > width) {
      lines.push(inner + word);
    } else lines[lines.length - 1] = isEmpty ? line + word : `${line} ${word}`;
  }
  return lines;
}
