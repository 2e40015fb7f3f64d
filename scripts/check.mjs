// npm run check: types, lint and format, the dependency rule, unused code, committed secrets, known vulnerabilities.
import { rmSync } from 'node:fs';
import { prepare } from './prepare.mjs';
import { run, say } from './run.mjs';

const SOURCES = [
  'app',
  'bench',
  'cli',
  'components',
  'e2e',
  'guarantees',
  'lib',
  'prisma',
  'scripts',
  'server.ts',
];

const CHECKS = [
  ['Route types', 'next', ['typegen']],
  ['Types', 'tsc', ['--noEmit', '--incremental', 'false']],
  ['Lint and format', 'biome', ['check', '--error-on-warnings']],
  ['Dependency rule', 'depcruise', ['--config', '.dependency-cruiser.mjs', ...SOURCES]],
  ['Dependencies between nouns', 'depcruise', ['--config', '.dependency-cruiser-nouns.mjs', 'lib/domain']],
  ['Unused code', 'knip', []],
  ['Committed secrets', 'secretlint', ['--secretlintignore', '.gitignore', '**/*']],
  ['Known vulnerabilities', 'node', ['scripts/audit.mjs']],
];

await prepare();
// A development server can leave types of removed routes; typegen writes the types of the current ones.
rmSync('.next/dev/types', { recursive: true, force: true });
const failed = [];
for (const [name, command, args] of CHECKS) {
  say(`${name} (${command}) \u2026`);
  if ((await run(command, args)) !== 0) failed.push(name);
}
say(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
