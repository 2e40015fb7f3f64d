// npm run migrate, credit, prices, staff, second-factor, db:migration and seed: runs the program in the first argument
// with the other arguments.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

const [program, ...args] = process.argv.slice(2);
await prepare({ programs: true });
process.exitCode = await runProgram(program, args, { LOG_LEVEL: 'warn' });
