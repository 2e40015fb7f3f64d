import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Zod keeps its settings in the process, so the program has one of its own. */
const program = `
  await import('./instrumentation-client.ts');
  const { config } = await import('zod/v4/core');
  console.log(config().jitless);
`;

it('makes zod compile nothing', async () => {
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout.trim()).toBe('true');
});
