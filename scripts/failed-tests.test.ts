import path from 'node:path';
import { expect, it } from 'vitest';
import { failedTests } from './failed-tests.mjs';

it('lists nothing without a report', () => {
  expect(failedTests(undefined, undefined)).toEqual([]);
});

it('lists failed tests and files of Vitest with the first line of the reason', () => {
  const file = path.resolve('lib/a.test.ts');
  const testResults = [
    {
      name: file,
      status: 'failed',
      message: '',
      assertionResults: [
        { fullName: 'a verb works', status: 'passed', failureMessages: [] },
        {
          fullName: 'a verb refuses',
          status: 'failed',
          failureMessages: ['\u001b[31mAssertionError: expected 1 to be 2\u001b[39m\n    at lib/a.test.ts:3'],
        },
      ],
    },
    {
      name: path.resolve('lib/b.test.ts'),
      status: 'failed',
      message: 'Cannot find module',
      assertionResults: [],
    },
  ];
  expect(failedTests({ testResults }, undefined)).toEqual([
    'lib/a.test.ts › a verb refuses: AssertionError: expected 1 to be 2',
    'lib/b.test.ts › the file: Cannot find module',
  ]);
});

it('lists failed tests of Playwright, including those that passed on a retry', () => {
  const spec = (title: string, status: string) => ({
    file: 'e2e/login.spec.ts',
    title,
    tests: [{ projectName: 'phone', status, results: [{ error: { message: 'Timed out\nCall log' } }, {}] }],
  });
  const suites = [
    { specs: [spec('signs in', 'expected')], suites: [{ specs: [spec('signs out', 'unexpected')] }] },
    { specs: [spec('stays signed in', 'flaky')] },
  ];
  expect(failedTests(undefined, { suites, errors: [{ message: 'No browser' }] })).toEqual([
    'e2e/login.spec.ts › [phone] signs out: Timed out',
    'e2e/login.spec.ts › [phone] stays signed in: Timed out',
    'playwright › outside a test: No browser',
  ]);
});
