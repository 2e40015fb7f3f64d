// npm run credit, prices, staff, second-factor, db:migration and seed: runs the TypeScript program that the first argument
// names, with the arguments after it.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

const [program, ...args] = process.argv.slice(2);
await prepare();
process.exitCode = await runProgram(program, args, { LOG_LEVEL: 'warn' });
