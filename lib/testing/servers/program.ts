import { execFile } from 'node:child_process';

/**
 * Runs a program of the project as its npm command does, and waits for its end.
 * @param env replaces the environment of the tests, apart from PATH and HOME
 */
export function runProgram(
  program: string,
  args: string[] = [],
  env: Record<string, string | undefined> = process.env,
): Promise<{ code: number; output: string }> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--throw-deprecation', '--import', 'tsx', program, ...args],
      { env: { PATH, HOME, ...env, LOG_LEVEL: 'warn', NODE_ENV: 'production' } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
