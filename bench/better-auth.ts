import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const SERVER = 'bench/better-auth/server.js';
/** The newest plugin for API keys refuses the newest better-auth (1.7.25). */
const PACKAGES = ['better-auth@1.7.5', '@better-auth/core@1.7.5', '@better-auth/api-key@1.7.5', 'pg@8.23.1'];

export interface BetterAuth {
  /** The file that Node starts. */
  program: string;
  remove(): Promise<void>;
}

/** Installs better-auth in a temporary folder, with a server that verifies API keys with it. */
export async function installBetterAuth(): Promise<BetterAuth> {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-better-auth-'));
  const remove = () => rm(folder, { recursive: true });
  try {
    const options = ['--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
    await promisify(execFile)('npm', ['install', ...options, ...PACKAGES]);
    const program = path.join(folder, 'server.mjs');
    await copyFile(SERVER, program);
    return { program, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
