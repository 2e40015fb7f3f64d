// Finds the test files in the arguments of `npm run unit` and `npm run e2e`.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { say } from './run.mjs';

/** The paths of the project's test files with this ending, relative to its root. */
function testFiles(ending) {
  return readdirSync('.', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .flatMap(({ name: folder }) =>
      readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file)),
    )
    .filter((file) => file.endsWith(ending));
}

/** Separates a line number from a path, as in `lib/env.test.ts:12`. */
function splitLine(argument) {
  const [, name, line = ''] = /^(.*?)(:\d+)?$/.exec(argument);
  return { part: path.relative('.', path.resolve(name)), line };
}

/**
 * Replaces the paths, or parts of paths, at the start of `args` with the test files that match. Keeps the options after
 * them. Ends this process with exit code 1 if a path matches no file with the given ending.
 * @param hint the part of the error message that says what to enter instead
 */
export function withTestFiles(args, ending, hint) {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'));
  const count = firstOption === -1 ? args.length : firstOption;
  const files = testFiles(ending);
  const found = args.slice(0, count).flatMap((argument) => {
    const { part, line } = splitLine(argument);
    const matches = files.filter((file) => file.includes(part));
    if (matches.length === 0) {
      say(`No test file has “${argument}” in its path. ${hint}`);
      process.exit(1);
    }
    return matches.map((file) => file + line);
  });
  return [...found, ...args.slice(count)];
}
