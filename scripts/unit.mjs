// npm run unit -- [file…] [Vitest options]: runs all tests that need no browser, or only the given files.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';
import { withTestFiles } from './test-files.mjs';

const args = withTestFiles(
  process.argv.slice(2),
  '.test.ts',
  'Name a file that ends with .test.ts, or a part of its path.',
);
await prepare();
process.exitCode = await run('vitest', ['run', ...args]);
