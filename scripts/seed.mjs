// npm run seed: fills the database with a demonstration.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare();
process.exitCode = await runProgram('prisma/seed.ts', process.argv.slice(2), { LOG_LEVEL: 'warn' });
