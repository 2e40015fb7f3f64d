// npm run dev: starts the server and reloads pages when their source changes.
import { prepare } from './prepare.mjs';
import { runProgram, say } from './run.mjs';

await prepare({ programs: true });
say('Starting the development server \u2026');
process.exitCode = await runProgram('server.ts', [], { NODE_ENV: 'development' });
