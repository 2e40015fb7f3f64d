// Prepares what the commands need: packages, the database client, the programs, the build of the portal.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';
import { compressStaticFiles } from './compress.mjs';
import { unlessFresh } from './fresh.mjs';
import { run, say } from './run.mjs';

/** The files and folders that the build of the portal depends on. */
export const BUILD_INPUTS = [
  'app',
  'components',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'lib',
  'public',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'tsconfig.json',
];

/** Ends this process if `work` returns an exit code other than 0, with the same code. */
async function must(work) {
  const code = await work;
  if (code !== 0) process.exit(code);
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** Whether npm's list of installed packages contains everything in package-lock.json. */
function packagesAreInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, { version, optional }]) =>
      name === '' || (installed[name] ? installed[name].version === version : optional === true),
  );
}

/** The PATH without the Node in node_modules: npm must not run on the files that it replaces. */
function pathWithoutPackages() {
  const outside = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')));
  return [
    ...outside,
    ...(process.execPath.startsWith(process.cwd()) ? [] : [path.dirname(process.execPath)]),
  ].join(path.delimiter);
}

async function install() {
  if (packagesAreInstalled()) return;
  say('Installing packages from the npm registry (about a minute) \u2026');
  await must(
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      env: { PATH: pathWithoutPackages() },
    }),
  );
}

async function generate() {
  const inputs = ['prisma/schema', 'package-lock.json'];
  await must(
    unlessFresh('lib/db/generated/.inputs', inputs, () => {
      say('Generating the database client \u2026');
      return run('prisma', ['generate'], { quiet: true });
    }),
  );
}

async function build() {
  await must(
    unlessFresh('.next/inputs', BUILD_INPUTS, async () => {
      say('Building the portal (about a minute) \u2026');
      const code = await run('next', ['build'], { quiet: true, env: { NODE_ENV: 'production' } });
      if (code === 0) await compressStaticFiles();
      return code;
    }),
  );
}

/**
 * Updates what is missing or outdated: packages and the database client.
 * @param options.portal also the build of the portal, and the programs
 * @param options.programs also the programs: the server, the commands and the benchmarks
 */
export async function prepare({ portal = false, programs = portal } = {}) {
  await install();
  await generate();
  if (programs) await must(bundle());
  if (portal) await build();
}
