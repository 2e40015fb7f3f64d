import { execFileSync } from 'node:child_process';
import type { Language } from '@/lib/profiles/snippets/languages';
import { canRun } from '@/lib/testing/interpreters';

/** Fails without what the samples of the providers' documents need besides the interpreter. */
const CHECKS: Partial<Record<Language, [program: string, args: string[], name: string]>> = {
  python: ['python3', ['-c', 'import requests'], 'the Python module requests'],
  php: ['php', ['-r', "exit(function_exists('curl_init') ? 0 : 1);"], 'the PHP extension curl'],
};

/** What this machine lacks to run a provider's own sample; undefined if nothing. */
export function missingFor(language: Language): string | undefined {
  if (!canRun(language)) return language;
  const check = CHECKS[language];
  if (!check) return undefined;
  const [program, args, name] = check;
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return undefined;
  } catch {
    return name;
  }
}
