// Finds out whether something that a command makes, such as the build, is up to date.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

function* filesUnder(entry) {
  if (!existsSync(entry)) return;
  if (!statSync(entry).isDirectory()) {
    yield entry;
    return;
  }
  for (const name of readdirSync(entry).sort()) {
    if (!name.startsWith('.') && !/\.test\.tsx?$/.test(name)) yield* filesUnder(path.join(entry, name));
  }
}

/** One hash of the names and contents of all files under `entries`. */
function hashOf(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesUnder(entry)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Runs `make`, unless the file `stamp` shows that it already succeeded for the same `inputs`.
 * @param inputs files and folders
 * @param make returns an exit code
 * @returns the exit code of `make`, or 0
 */
export async function unlessFresh(stamp, inputs, make) {
  const before = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === before) return 0;
  // What an interrupted run leaves must not look like the result of the run before it.
  rmSync(stamp, { force: true });
  const code = await make();
  if (code === 0) writeFileSync(stamp, before);
  return code;
}
