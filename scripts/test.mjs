// npm test: proves the product, from its pure pieces to a whole story in a real browser.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { prepare } from './prepare.mjs';
import { run, say } from './run.mjs';

const REPORTS = 'node_modules/.cache/keydesk-tests';
const vitestReport = `${REPORTS}/vitest.json`;
const browserReport = `${REPORTS}/playwright.json`;

function read(report) {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
}

await prepare();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
say('Testing the pieces, the verbs, the gateway and the server on a real PostgreSQL \u2026');
const pieces = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
]);

await prepare({ portal: true });
say('Testing the product in a real browser, wide and phone \u2026');
const stories = await run('playwright', ['test', '--reporter=list,json'], {
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
});

const { numPassedTests = 0, numFailedTests = 0 } = read(vitestReport) ?? {};
const { expected = 0, unexpected = 0, flaky = 0 } = read(browserReport)?.stats ?? {};
console.log(`\n${numPassedTests + expected} passed, ${numFailedTests + unexpected + flaky} failed`);
process.exitCode = pieces || stories;
