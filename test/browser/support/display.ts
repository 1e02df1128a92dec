import type { Readable } from 'node:stream';
import { endProcessGroup, startProcessGroup } from './processes.js';

export interface Display {
  /** For the environment variable DISPLAY. */
  readonly name: string;
  close(): Promise<void>;
}

/**
 * A screen that exists in memory only. Xvfb itself picks a free number (`-displayfd`), which two test files
 * that start at the same moment cannot get wrong, as they can with a wrapper that looks for lock files.
 */
export async function openDisplay(xvfb: string): Promise<Display> {
  const screen = ['-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const server = startProcessGroup(xvfb, ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const number = await new Promise<string>((resolve, reject) => {
    (server.stdio[3] as Readable).once('data', (data: Buffer) => resolve(data.toString().trim()));
    server.once('error', reject);
    void ended.then(() => reject(new Error('Xvfb ended')));
  });
  return {
    name: `:${number}`,
    async close() {
      // SIGTERM, so that it takes its lock file and socket along.
      server.kill('SIGTERM');
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2_000).unref())]);
      endProcessGroup(server.pid);
    },
  };
}
