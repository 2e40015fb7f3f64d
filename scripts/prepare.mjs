// Prepares what the commands need: packages, the database client, the build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compressStaticFiles } from './compress.mjs';
import { run, say } from './run.mjs';

/** The files and folders that the build of the portal depends on. */
const BUILD_INPUTS = [
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

function* filesUnder(entry) {
  if (!existsSync(entry)) return;
  if (!statSync(entry).isDirectory()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (!name.startsWith('.') && !/\.test\.tsx?$/.test(name)) yield* filesUnder(path.join(entry, name));
  }
}

/** One hash of the names and contents of all files under `entries`. */
function hashOf(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesUnder(entry)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs `make`, unless the file `stamp` shows that it already ran for the same `inputs`. */
async function unlessFresh(stamp, inputs, make) {
  const before = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return;
  await must(make());
  writeFileSync(stamp, before);
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
  await unlessFresh('lib/db/generated/.inputs', ['prisma/schema', 'package-lock.json'], () => {
    say('Generating the database client \u2026');
    return run('prisma', ['generate'], { quiet: true });
  });
}

async function build() {
  await unlessFresh('.next/inputs', BUILD_INPUTS, async () => {
    say('Building the portal (about a minute) \u2026');
    const code = await run('next', ['build'], { quiet: true, env: { NODE_ENV: 'production' } });
    if (code === 0) await compressStaticFiles();
    return code;
  });
}

/** Updates what is missing or outdated: packages, the database client and, with `portal`, the build. */
export async function prepare({ portal = false } = {}) {
  await install();
  await generate();
  if (portal) await build();
}
