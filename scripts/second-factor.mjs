// npm run second-factor -- remove <workspace> <e-mail>: for a member who has lost app and recovery codes.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare();
process.exitCode = await runProgram('prisma/second-factor.ts', process.argv.slice(2), { LOG_LEVEL: 'warn' });
