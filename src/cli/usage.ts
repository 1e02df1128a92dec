import { existsSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';

/* What all commands have in common. Exit codes: 0; 1 if the answer is bad or there is none; 2 if the command was wrong. */

/** Where a command reads and writes. */
export interface Streams {
  readonly stdin: Readable;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Whether the output may have colours: on a terminal, and with `NO_COLOR` on none. */
  readonly colors: boolean;
}

/** Something the caller got wrong; the message says what to do. */
export class UsageError extends Error {}

/** Whether there is something to read. A pipe of the shell, `<(…)`, is no regular file. */
export function isFile(path: string): boolean {
  return existsSync(path) && !statSync(path).isDirectory();
}

/** Everything on the standard input. */
export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Buffer | string));
  return Buffer.concat(chunks);
}
