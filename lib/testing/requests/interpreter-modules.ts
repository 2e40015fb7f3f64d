import { execFileSync } from 'node:child_process';
import type { Language } from '@/lib/profiles/snippets/languages';
import { canRun, PROGRAMS } from '@/lib/testing/requests/interpreters';

/** A module of Python that a provider's sample imports. */
type PythonModule = 'requests' | 'httpx';

/** A program that fails without what a sample needs besides the interpreter. */
function checkOf(language: Language, module: PythonModule): { args: string[]; name: string } | undefined {
  if (language === 'python') return { args: ['-c', `import ${module}`], name: `the Python module ${module}` };
  if (language !== 'php') return undefined;
  return { args: ['-r', "exit(function_exists('curl_init') ? 0 : 1);"], name: 'the PHP extension curl' };
}

/**
 * What this machine lacks to run a provider's own sample; undefined if nothing.
 * @param module what the sample imports, if it is in Python
 */
export function missingFor(language: Language, module: PythonModule = 'requests'): string | undefined {
  if (!canRun(language)) return language;
  const check = checkOf(language, module);
  if (!check) return undefined;
  try {
    execFileSync(PROGRAMS[language], check.args, { stdio: 'ignore' });
    return undefined;
  } catch {
    return check.name;
  }
}
