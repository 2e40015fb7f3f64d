// npm run credit -- <workspace> <amount>: books real money into a workspace's live balance.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare();
process.exitCode = await runProgram('prisma/credit.ts', process.argv.slice(2), { LOG_LEVEL: 'warn' });
