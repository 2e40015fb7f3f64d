// Runs the commands of the project. Plain JavaScript without dependencies, for the Node that happens to be
// there, since nothing is installed yet when `npm start` begins.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const BIN = path.join(root, 'node_modules', '.bin');
/** The oldest Node that the tools run on; an older one starts the Node 24 that the packages bring. */
const OLDEST_NODE = [22, 12];

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

function toolEnvironment() {
  return {
    ...process.env,
    PATH: [path.dirname(node()), BIN, process.env.PATH].join(path.delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    // Prisma looks for an engine that it would have to download, and that generating does not use.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
}

/**
 * Runs a command to its end, passing signals on, and returns its exit code.
 * @param options.quiet keeps its output back unless it fails
 * @param options.leash opens a channel by whose end the command learns that this process was killed
 */
export function run(command, args, { env = {}, quiet = false, leash = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...toolEnvironment(), ...env },
      stdio: quiet
        ? ['ignore', 'pipe', 'pipe']
        : ['inherit', 'inherit', 'inherit', ...(leash ? ['ipc'] : [])],
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass).on('SIGHUP', pass);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass).off('SIGHUP', pass);
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Runs a TypeScript program of the project, with the settings of `.env`, and returns its exit code. */
export function runProgram(file, args = [], env = {}) {
  const settings = existsSync('.env') ? ['--env-file=.env'] : [];
  return run(node(), [...settings, '--import', 'tsx', file, ...args], { env, leash: true });
}
