// Runs the tools and programs of the project. It is plain JavaScript without dependencies and works on older versions of
// Node, because nothing is installed yet when `npm start` begins.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleOf } from './bundle.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;
// npm does not forward SIGHUP and cannot forward SIGKILL, so this process watches npm. Any other parent may end and leave
// this command running on purpose.
const npmPackage = process.env.npm_package_json;
if (npmPackage && existsSync(npmPackage) && path.dirname(realpathSync(npmPackage)) === root)
  await import(END_WITH_PARENT);

/** The running child process, and the signal that this command received. */
let running;
let stopSignal;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopSignal ??= signal;
    if (running) running.kill(signal);
    else process.exit(exitCodeOf(signal));
  });
}

/** The exit code that shells use for a process that a signal ended. */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

const BIN = path.join(root, 'node_modules', '.bin');
/**
 * The oldest Node that can answer requests that offer a protocol upgrade (`shouldUpgradeCallback`). On an older one, the
 * commands use the Node 24 in node_modules.
 */
const OLDEST_NODE = [24, 9];

/** Prints one line of progress. */
export function say(line) {
  console.log(`› ${line}`);
}

/** The path of the Node that runs everything except npm. */
function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const newEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const installed = path.join(BIN, 'node');
  return newEnough || !existsSync(installed) ? process.execPath : installed;
}

/** NODE_OPTIONS that make every descendant Node process end with its parent. */
function nodeOptions() {
  const given = process.env.NODE_OPTIONS ?? '';
  return given.includes(END_WITH_PARENT) ? given : `${given} --import=${END_WITH_PARENT}`.trim();
}

function toolEnvironment() {
  return {
    ...process.env,
    KEYDESK_STARTER: String(process.pid),
    NODE_OPTIONS: nodeOptions(),
    PATH: [path.dirname(node()), BIN, process.env.PATH].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    // Otherwise Prisma downloads an engine that `prisma generate` does not use.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
}

function runToEnd(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...toolEnvironment(), ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    running = child;
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running = undefined;
      if (quiet && code !== 0 && !stopSignal) process.stderr.write(Buffer.concat(output));
      resolve(code ?? exitCodeOf(signal));
    });
  });
}

/**
 * Runs a tool, forwards signals to it, and returns its exit code. If this command received a signal, it ends this process
 * after the tool, even if the tool ignored the signal.
 * @param options.quiet prints the tool's output only if it fails
 */
export async function run(command, args, options) {
  const code = await runToEnd(command, args, options);
  if (stopSignal) process.exit(code || exitCodeOf(stopSignal));
  return code;
}

/**
 * Runs the bundle of a program of the project with the settings of `.env`, and returns its exit code: 0 if it stopped
 * cleanly after a signal.
 * @param program the TypeScript file, such as `cli/staff.ts`
 */
export function runProgram(program, args = [], env = {}) {
  const settings = existsSync('.env') ? ['--env-file=.env'] : [];
  return runToEnd(node(), [...settings, '--enable-source-maps', bundleOf(program), ...args], { env });
}
