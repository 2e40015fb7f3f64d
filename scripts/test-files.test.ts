import { expect, it, vi } from 'vitest';
import { runProgram } from '@/lib/testing/servers/program';

// The last test starts a test runner with its own database.
vi.setConfig({ testTimeout: 300_000 });

it.each([
  ['scripts/unit.mjs', 'lib/no-such.test.ts', {}, 'ends with .test.ts'],
  ['scripts/e2e.mjs', 'no-such.spec.ts', {}, 'ends with .spec.ts'],
  ['scripts/e2e.mjs', 'accounts', { BASE_URL: 'https://keys.example' }, 'only “smoke” can run'],
])('%s says that no test has %s in its path', async (script, name, env, hint) => {
  const { code, output } = await runProgram(script, [name], env);
  expect(code).toBe(1);
  expect(output).toContain(`No test file has “${name}” in its path.`);
  expect(output).toContain(hint);
});

it('runs the given files with the options after them', async () => {
  const { PATH, HOME } = process.env;
  const args = ['./lib/base62', '--reporter=json', '-t', 'no test has this name'];
  const { code, output } = await runProgram('scripts/unit.mjs', args, { PATH, HOME });
  const report = JSON.parse(output.slice(output.indexOf('{')));
  expect(report.testResults).toEqual([
    expect.objectContaining({ name: expect.stringMatching(/lib\/base62\.test\.ts$/) }),
  ]);
  expect(report).toMatchObject({ numPassedTests: 0, numFailedTests: 0 });
  expect(code).toBe(0);
});
