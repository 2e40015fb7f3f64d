// npm run check: types, lint and format, the dependency rule, unused code, committed secrets, known vulnerabilities.
import { rmSync } from 'node:fs';
import { prepare } from './prepare.mjs';
import { run, say } from './run.mjs';

const SOURCES = ['app', 'bench', 'cli', 'components', 'e2e', 'lib', 'prisma', 'scripts', 'server.ts'];

const CHECKS = [
  ['The types of the routes', 'next', ['typegen']],
  ['Types', 'tsc', ['--noEmit', '--incremental', 'false']],
  ['Lint and format', 'biome', ['check', '--error-on-warnings']],
  ['The dependency rule', 'depcruise', ['--config', '.dependency-cruiser.mjs', ...SOURCES]],
  ['The nouns of the domain', 'depcruise', ['--config', '.dependency-cruiser-nouns.mjs', 'lib/domain']],
  ['Unused code', 'knip', []],
  ['Committed secrets', 'secretlint', ['--secretlintignore', '.gitignore', '**/*']],
  ['Known vulnerabilities', 'node', ['scripts/audit.mjs']],
];

await prepare();
// A development server's notes may tell of routes that are gone; typegen writes down those that are there.
rmSync('.next/dev/types', { recursive: true, force: true });
const failed = [];
for (const [name, command, args] of CHECKS) {
  say(`${name} (${command}) \u2026`);
  if ((await run(command, args)) !== 0) failed.push(name);
}
say(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
