import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * Ends the groups that are still running when this process is gone, however it went: a test runner may kill
 * its workers, and a killed process runs no exit handlers. Its end of the pipe closes in any case.
 */
const guard = `
while read -r sign group; do
  case $sign in
    +) groups="$groups $group " ;;
    -) groups=$(echo "$groups" | sed "s/ $group / /") ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done`;

let guardian: Socket | undefined;

function tellGuardian(sign: '+' | '-', group: number): void {
  if (!guardian) {
    const child = spawn('sh', ['-c', guard], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guardian = child.stdin as Socket;
    // It waits for the end of this process, not the other way round.
    guardian.unref();
    child.unref();
  }
  guardian.write(`${sign} ${group}\n`);
}

/** From here on a process group does not outlive this process. Its leader's pid is its name. */
export function guardProcessGroup(pid: number): void {
  tellGuardian('+', pid);
}

/** Starts a program as the leader of a process group of its own, so that its children end with it. */
export function startProcessGroup(
  command: string,
  args: readonly string[],
  { env, stdio }: { readonly env?: NodeJS.ProcessEnv; readonly stdio: StdioOptions },
): ChildProcess & { readonly pid: number } {
  const child = spawn(command, args, { env: env ?? process.env, stdio, detached: true });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  guardProcessGroup(pid);
  return Object.assign(child, { pid });
}

/** Starts a program that can be ended at once, with everything it started; it leaves no more time to anybody. */
export function startKillable(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): { kill(): Promise<void> } {
  const child = startProcessGroup(command, args, { env, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    async kill() {
      endProcessGroup(child.pid);
      await ended;
    },
  };
}

/** Ends a program and everything it started. */
export function endProcessGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  tellGuardian('-', pid);
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
