import path from 'node:path';

/** Terminal color codes. */
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function toLine(file, name, message = '') {
  const [reason = ''] = message.replace(ESCAPES, '').trimStart().split('\n');
  return `${path.relative('.', file)} › ${name}${reason && `: ${reason}`}`;
}

function failuresOfFile({ name, status, message, assertionResults = [] }) {
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [toLine(name, 'the file', message)];
  return failed.map(({ fullName, failureMessages }) => toLine(name, fullName, failureMessages[0]));
}

function failuresOfSuite({ suites = [], specs = [] }) {
  const failed = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ projectName, results }) =>
        toLine(file, `[${projectName}] ${title}`, results.find(({ error }) => error)?.error.message),
      ),
  );
  return [...failed, ...suites.flatMap(failuresOfSuite)];
}

/**
 * Lists the failed tests, one line per test: its file, its name and the first line of the reason.
 * @param vitest the report of Vitest's JSON reporter, or undefined
 * @param playwright the report of Playwright's JSON reporter, or undefined
 */
export function failedTests(vitest, playwright) {
  return [
    ...(vitest?.testResults ?? []).flatMap(failuresOfFile),
    ...(playwright?.suites ?? []).flatMap(failuresOfSuite),
    ...(playwright?.errors ?? []).map(({ message }) => toLine('playwright', 'outside a test', message)),
  ];
}
