// Bundles the programs of the project: the server, the commands and the benchmarks.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unlessFresh } from './fresh.mjs';

const FOLDER = 'build';

/** The files and folders that the programs are made from. */
export const INPUTS = [
  'bench',
  'cli',
  'e2e/browser.ts',
  'guarantees',
  'lib',
  'package-lock.json',
  'package.json',
  'prisma',
  'scripts',
  'server.ts',
  'tsconfig.json',
];

/** The programs that an operator starts: the server and the commands. */
export function operatorPrograms() {
  const commands = readdirSync('cli').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return ['server.ts', 'prisma/seed.ts', ...commands.map((name) => path.join('cli', name))];
}

/** The files that Node starts. */
function programs() {
  return [
    ...operatorPrograms(),
    'bench/run.ts',
    'bench/bare.ts',
    'guarantees/revocation/record.ts',
    'guarantees/revocation/check.ts',
    'guarantees/spending/spend.ts',
  ];
}

/** The path of the bundle of a program: `build/cli/staff.js` for `cli/staff.ts`. */
export function bundleOf(program) {
  return path.join(FOLDER, program.replace(/\.ts$/, '.js'));
}

/** Replaces a file at once: another process may be starting the program. */
async function replace({ path: file, contents }) {
  await mkdir(path.dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  await writeFile(next, contents);
  await rename(next, file);
}

async function build() {
  // Not installed yet when the first command of a new clone loads this file.
  const esbuild = await import('esbuild');
  const result = await esbuild
    .build({
      entryPoints: programs(),
      outbase: '.',
      outdir: FOLDER,
      write: false,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node24',
      sourcemap: true,
      sourcesContent: false,
      logLevel: 'warning',
    })
    // esbuild has printed what is wrong.
    .catch(() => null);
  if (!result) return 1;
  await Promise.all(result.outputFiles.map(replace));
  return 0;
}

/**
 * Bundles the programs unless their bundles are up to date, and returns an exit code. Prints what is wrong if it fails.
 * Each bundle is one file, so a running program never loads a part of another version.
 */
export function bundle() {
  const stamp = path.join(FOLDER, 'inputs');
  // A folder that somebody cleaned up in part must be filled again.
  if (!programs().every((program) => existsSync(bundleOf(program)))) rmSync(stamp, { force: true });
  return unlessFresh(stamp, INPUTS, build);
}
