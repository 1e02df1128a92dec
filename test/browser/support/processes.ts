import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

/** Groups that were started and not ended yet; ended with this process at the latest. */
const running = new Set<number>();
process.on('exit', () => running.forEach(endProcessGroup));

/** Starts a program as the leader of a process group of its own, so that its children end with it. */
export function startProcessGroup(
  command: string,
  args: readonly string[],
  { env, stdio }: { readonly env?: NodeJS.ProcessEnv; readonly stdio: StdioOptions },
): ChildProcess & { readonly pid: number } {
  const child = spawn(command, args, { env: env ?? process.env, stdio, detached: true });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  running.add(pid);
  return Object.assign(child, { pid });
}

/** Ends a program and everything it started. */
export function endProcessGroup(pid: number): void {
  running.delete(pid);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
