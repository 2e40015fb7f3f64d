// npm run db:migration -- <name>: writes the migration that the schema files lack.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare();
process.exitCode = await runProgram('prisma/write-migration.ts', process.argv.slice(2));
