// npm run permissions: generates docs/permissions.md from the permission table.
import { prepare } from './prepare.mjs';
import { run } from './run.mjs';

await prepare();
process.exitCode = await run('vitest', ['run', 'lib/domain/permissions-page.test.ts', '--update']);
