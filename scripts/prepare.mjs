// What every command needs before it can work: packages, the database client, the build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, say } from './run.mjs';

/** What the portal is built from. */
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

/** Ends this process with the exit code of `work` where that is not 0. */
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

/** One hash over names and contents of everything under `entries`. */
function hashOf(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesUnder(entry)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs `make` unless `stamp` says that it was done for the same `inputs`. */
async function unlessFresh(stamp, inputs, make) {
  const before = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return;
  await must(make());
  writeFileSync(stamp, before);
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/** npm keeps a list of what it has installed; it must hold what package-lock.json asks for. */
function packagesAreInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(packagesOf('package-lock.json')).every(
    ([name, { version, optional }]) =>
      name === '' || (installed[name] ? installed[name].version === version : optional === true),
  );
}

/** npm must not run on the Node inside node_modules, which it is about to replace. */
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
  say('Installing the packages from the npm registry (about a minute) \u2026');
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
  await unlessFresh('.next/inputs', BUILD_INPUTS, () => {
    say('Building the portal (about a minute) \u2026');
    return run('next', ['build'], { quiet: true, env: { NODE_ENV: 'production' } });
  });
}

/** Brings up to date what is missing or stale: packages, the database client and, where asked for, the build. */
export async function prepare({ portal = false } = {}) {
  await install();
  await generate();
  if (portal) await build();
}
