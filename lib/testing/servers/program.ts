import { execFile } from 'node:child_process';
import { bundleOf } from '@/scripts/bundle.mjs';

/**
 * Runs a program of the project as its npm command does, and waits for its end.
 * @param program a TypeScript file, which is bundled, or a script, such as `scripts/unit.mjs`
 * @param env replaces the environment of the tests, apart from PATH and HOME
 */
export function runProgram(
  program: string,
  args: string[] = [],
  env: Record<string, string | undefined> = process.env,
): Promise<{ code: number; output: string }> {
  const { PATH, HOME } = process.env;
  const file = program.endsWith('.ts') ? bundleOf(program) : program;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--throw-deprecation', '--enable-source-maps', file, ...args],
      { env: { PATH, HOME, ...env, LOG_LEVEL: 'warn', NODE_ENV: 'production' } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
