// Bundles the programs of the project: the server, the commands and the benchmarks.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { unlessFresh } from './fresh.mjs';

const FOLDER = 'build';

/** The files and folders that the programs are made from. */
export const INPUTS = [
  'bench',
  'cli',
  'e2e/browser.ts',
  'lib',
  'package-lock.json',
  'prisma',
  'scripts',
  'server.ts',
  'tsconfig.json',
];

/** The files that Node starts. */
function programs() {
  const commands = readdirSync('cli').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return [
    'server.ts',
    'prisma/seed.ts',
    'bench/run.ts',
    'bench/bare.ts',
    ...commands.map((name) => path.join('cli', name)),
  ];
}

/** The path of the bundle of a program: `build/cli/staff.js` for `cli/staff.ts`. */
export function bundleOf(program) {
  return path.join(FOLDER, program.replace(/\.ts$/, '.js'));
}

async function build() {
  // Not installed yet when the first command of a new clone loads this file.
  const esbuild = await import('esbuild');
  try {
    await esbuild.build({
      entryPoints: programs(),
      outbase: '.',
      outdir: FOLDER,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node24',
      sourcemap: true,
      sourcesContent: false,
      logLevel: 'warning',
    });
    return 0;
  } catch {
    // esbuild has printed what is wrong.
    return 1;
  }
}

/**
 * Bundles the programs unless their bundles are up to date, and returns an exit code. Prints what is wrong if it fails.
 * Each bundle is one file, so a running program never loads a part of another version.
 */
export function bundle() {
  return unlessFresh(path.join(FOLDER, 'inputs'), INPUTS, build);
}
