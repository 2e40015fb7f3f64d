// Runs the commands of the project. Plain JavaScript without dependencies, for the Node that happens to be
// there, since nothing is installed yet when `npm start` begins.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const END_WITH_PARENT = new URL('./end-with-parent.mjs', import.meta.url).href;
// npm does not pass on SIGHUP and cannot pass on SIGKILL. Another parent may leave this command running on purpose.
const npmPackage = process.env.npm_package_json;
if (npmPackage && existsSync(npmPackage) && path.dirname(realpathSync(npmPackage)) === root)
  await import(END_WITH_PARENT);

/** What runs now, and the signal that has asked this command to stop. */
let running;
let stopSignal;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopSignal ??= signal;
    if (running) running.kill(signal);
    else process.exit(exitCodeOf(signal));
  });
}

/** The exit code of a process that a signal has ended, as shells write it. */
function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

const BIN = path.join(root, 'node_modules', '.bin');
/**
 * The oldest Node that can answer requests which offer another protocol (`shouldUpgradeCallback`); an older one starts
 * the Node 24 that the packages bring.
 */
const OLDEST_NODE = [24, 9];

/** Prints one line about what is being done. */
export function say(line) {
  console.log(`› ${line}`);
}

/** The Node that runs everything but the install. */
function node() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const newEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  const brought = path.join(BIN, 'node');
  return newEnough || !existsSync(brought) ? process.execPath : brought;
}

/** Lets every Node process below this one end with its parent. */
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
    // Prisma looks for an engine that it would have to download, and that generating does not use.
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
 * Runs a tool to its end, passing signals on, and returns its exit code. Ends this process after it when a signal has
 * asked for that, whatever the tool made of the signal.
 * @param options.quiet keeps its output back unless it fails
 */
export async function run(command, args, options) {
  const code = await runToEnd(command, args, options);
  if (stopSignal) process.exit(code || exitCodeOf(stopSignal));
  return code;
}

/**
 * Runs a TypeScript program of the project, with the settings of `.env`, and returns its exit code; 0 when a signal has
 * stopped it and it ended well.
 */
export function runProgram(file, args = [], env = {}) {
  const settings = existsSync('.env') ? ['--env-file=.env'] : [];
  return runToEnd(node(), [...settings, '--import', 'tsx', file, ...args], { env });
}
