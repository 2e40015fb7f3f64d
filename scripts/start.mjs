// npm start: everything it takes from a fresh clone to a running product.
import { prepare } from './prepare.mjs';
import { runProgram, say } from './run.mjs';

await prepare({ portal: true });
say('Starting \u2026');
process.exitCode = await runProgram('server.ts', [], { NODE_ENV: 'production' });
