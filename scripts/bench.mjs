// npm run bench: makes the measurements in docs/benchmarks.md.
import { prepare } from './prepare.mjs';
import { runProgram } from './run.mjs';

await prepare({ portal: true });
process.exitCode = await runProgram('bench/run.ts', process.argv.slice(2));
