// npm run bench: measures what docs/benchmarks.md reports.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare({ portal: true });
process.exitCode = await runProgram('bench/run.ts', process.argv.slice(2));
