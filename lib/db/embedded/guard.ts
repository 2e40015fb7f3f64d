import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { type Outcome, type Owner, surroundings } from '@/lib/db/embedded/run';

/** A process that stops PostgreSQL when this process ends, even by SIGKILL. */
export interface Guard {
  /** Ends the guard and leaves PostgreSQL running. */
  release(): void;
}

/**
 * Runs a command, prints its exit code and waits. Its input is a pipe from this process: a line releases the guard, and
 * the end of the pipe means that this process has ended. PostgreSQL then gets the signal for a fast shutdown, unless
 * another PostgreSQL has replaced it. SIGPIPE is ignored, because this process may end before the command does.
 */
const SCRIPT = `
trap '' PIPE
pid_file=$1; shift
"$@" 2>&1; echo "exit code $?"
read -r guarded < "$pid_file" || exit
read -r line && exit
read -r running < "$pid_file" && [ "$running" = "$guarded" ] && kill -INT "$running"
`;

const EXIT_CODE = /^exit code (\d+)\n/m;

export interface Guarded {
  /** What the command printed, and its exit code. */
  outcome: Outcome;
  guard: Guard;
}

/**
 * Runs `command`, which starts the PostgreSQL whose process id is in `pidFile`, and guards that PostgreSQL from the
 * start. The guard has a process group of its own, so Ctrl+C in a terminal does not reach it. A killed guard is
 * replaced.
 */
export function runGuarded(
  pidFile: string,
  command: readonly string[],
  owner: Owner | undefined,
): Promise<Guarded> {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'keydesk-guard', pidFile, ...command], {
    ...surroundings(owner),
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // A killed guard accepts no more input.
  child.stdin.on('error', () => {});
  let released = false;
  let replacement: Promise<Guarded> | undefined;
  const guard: Guard = {
    release() {
      released = true;
      child.stdin.end('\n');
      replacement?.then(({ guard }) => guard.release());
    },
  };
  return new Promise((resolve, reject) => {
    let output = '';
    let started = false;
    function end(code: number): void {
      started = true;
      // From now on, the guard must not keep this process from ending.
      child.unref();
      for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
      resolve({ outcome: { code, output: output.replace(EXIT_CODE, '').trim() }, guard });
    }
    child.on('error', reject);
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const code = EXIT_CODE.exec(output)?.[1];
      if (code !== undefined && !started) end(Number(code));
    });
    child.on('exit', (_code, signal) => {
      if (!started) end(1);
      else if (signal && !released) replacement = runGuarded(pidFile, [':'], owner);
    });
  });
}
