// npm start: prepares what is missing, from a new clone on, and starts the product.
import { prepare } from './prepare.mjs';
import { runProgram, say } from './run.mjs';

await prepare({ portal: true });
say('Starting the server \u2026');
process.exitCode = await runProgram('server.ts', [], { NODE_ENV: 'production' });
