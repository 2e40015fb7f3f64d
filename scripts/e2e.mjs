// npm run e2e -- [spec…] [Playwright options]: runs all browser tests, or only the given specs.
// BASE_URL=https://… npm run e2e -- smoke: tests a deployed instance.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { withTestFiles } from './test-files.mjs';

const isDeployed = Boolean(process.env.BASE_URL);
const [ending, hint] = isDeployed
  ? ['smoke.spec.ts', 'With BASE_URL, only “smoke” can run.']
  : ['.spec.ts', 'Name a file that ends with .spec.ts, or a part of its path.'];
const args = withTestFiles(process.argv.slice(2), ending, hint);
await prepare({ portal: !isDeployed });
process.exitCode = await run('playwright', ['test', ...args]);
