// npm test: runs all tests: units, verbs, gateway and server with Vitest, then the product in a real browser.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { failedTests } from './failed-tests.mjs';
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
say('Testing units, verbs, gateway and server with a real PostgreSQL \u2026');
const unitCode = await run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestReport}`,
]);

await prepare({ portal: true });
say('Testing the product in a real browser, on a wide screen and a phone \u2026');
const browserCode = await run('playwright', ['test', '--reporter=list,json'], {
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
});

const vitest = read(vitestReport);
const playwright = read(browserReport);
const failed = failedTests(vitest, playwright);
const passed = (vitest?.numPassedTests ?? 0) + (playwright?.stats.expected ?? 0);
if (failed.length > 0) console.log(`\nFailed:\n${failed.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = unitCode || browserCode;
