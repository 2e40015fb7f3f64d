import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { processesOn } from '@/lib/testing/servers/processes';

const PATIENCE = { timeout: 15_000, interval: 50 };

/** Starts a command of the project that runs the Node program `tool`. */
async function startTool(tool: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-run-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { PATH, HOME } = process.env;
  const program = `
    const { run } = await import('./scripts/run.mjs');
    await run('node', ['-e', ${JSON.stringify(tool)}]);
    console.log('continued');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { PATH, HOME, NODE_ENV: 'production', FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    for (const { pid } of processesOn(folder)) process.kill(pid, 'SIGKILL');
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'exit');
  await vi.waitFor(() => expect(output).toContain('busy'), PATIENCE);
  return { child, folder, ended, output: () => output };
}

const BUSY = `
  require('node:child_process').spawn('node', ['-e', 'console.log("busy"); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  setInterval(() => {}, 1000);`;

describe.runIf(process.platform === 'linux')('a tool, such as the build, and its child processes', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    'end with their command at %s',
    async (signal) => {
      const { child, folder, ended, output } = await startTool(BUSY);
      child.kill(signal);
      await ended;
      await vi.waitFor(() => expect(processesOn(folder)).toEqual([]), PATIENCE);
      expect(output()).not.toContain('continued');
    },
  );

  it('end the command, even if the tool reports success after the signal', async () => {
    const tool = `process.on('SIGTERM', () => process.exit(0)); console.log('busy'); setInterval(() => {}, 1000);`;
    const { child, ended, output } = await startTool(tool);
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    expect(output()).not.toContain('continued');
  });
});
