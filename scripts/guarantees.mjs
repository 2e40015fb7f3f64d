// npm run guarantees [-- revocation [calls [connections per key and gateway]] | spending [rounds [sends]]]: checks what
// docs/guarantees.md promises.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from './prepare.mjs';
import { runProgram, say } from './run.mjs';

const GUARANTEES = {
  async revocation(calls = '1000000', connections = '4') {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'keydesk-history-')), 'history.jsonl');
    say(`Recording calls in ${file} \u2026`);
    const code = await runProgram('guarantees/revocation/record.ts', [file, calls, connections]);
    return code === 0 ? runProgram('guarantees/revocation/check.ts', [file, calls]) : code;
  },
  spending(rounds = '50', sends = '5000') {
    return runProgram('guarantees/spending/spend.ts', [rounds, sends]);
  },
};

const [name, ...args] = process.argv.slice(2);
const asked = name === undefined ? Object.keys(GUARANTEES) : [name];
if (!asked.every((guarantee) => Object.hasOwn(GUARANTEES, guarantee))) {
  say(`There is no guarantee “${name}”. Enter one of: ${Object.keys(GUARANTEES).join(', ')}.`);
  process.exit(1);
}
await prepare({ programs: true });
for (const guarantee of asked) process.exitCode ||= await GUARANTEES[guarantee](...args);
