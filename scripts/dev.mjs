// npm run dev: the server with pages that change as their sources do.
import { prepare } from './prepare.mjs';
import { runProgram, say } from './run.mjs';

await prepare();
say('Starting for development \u2026');
process.exitCode = await runProgram('server.ts', [], { NODE_ENV: 'development' });
