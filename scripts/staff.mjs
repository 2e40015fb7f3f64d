// npm run staff -- create|role|reset|disable …: manages the provider's own people.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare();
process.exitCode = await runProgram('prisma/staff.ts', process.argv.slice(2), { LOG_LEVEL: 'warn' });
