import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Language } from '@/lib/profiles/snippets/languages';

/** Debian's, because `.ci/run` installs the modules of samples for it. */
const PYTHON = '/usr/bin/python3';

/** The program that runs a sample of each language. */
export const PROGRAMS: Record<Language, string> = {
  curl: 'curl',
  javascript: process.execPath,
  python: existsSync(PYTHON) ? PYTHON : 'python3',
  php: 'php',
};

/** Whether this machine can run the samples of a language. */
export function canRun(language: Language): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v "$0"', PROGRAMS[language]], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** How a text is run as it is: by a shell, or by the interpreter that reads a program from its input. */
function commandOf(language: Language): [program: string, args: string[]] {
  if (language === 'curl') return ['/bin/sh', ['-s']];
  if (language === 'javascript') return [process.execPath, ['--input-type=module', '-']];
  return [PROGRAMS[language], language === 'python' ? ['-'] : []];
}

/**
 * Runs a sample exactly as it is shown.
 * @param env the variables that it reads; besides them it has PATH, HOME and NODE_ENV
 * @returns what it printed
 * @throws Error when it fails
 */
export function runSample(language: Language, text: string, env: Record<string, string>): Promise<string> {
  const [program, args] = commandOf(language);
  const { PATH, HOME, NODE_ENV } = process.env;
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { env: { PATH, HOME, NODE_ENV, ...env } },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`The ${language} sample failed: ${stderr}\n${stdout}`));
        else resolve(stdout.trim());
      },
    );
    child.stdin?.end(text);
  });
}
