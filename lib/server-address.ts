import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { appUrl, env, overrideEnv } from '@/lib/env';
import { isAlive } from '@/lib/is-alive';
import { log } from '@/lib/log';

const noteSchema = z.object({ pid: z.number(), url: z.string() });

const noteFile = () => path.join(env().DATA_DIR, 'server.json');

/** Stores the address of this process in DATA_DIR, for commands that print or email links to it. */
export async function noteAddress(): Promise<void> {
  try {
    await mkdir(env().DATA_DIR, { recursive: true });
    const draft = `${noteFile()}-${process.pid}`;
    await writeFile(draft, JSON.stringify({ pid: process.pid, url: appUrl() }));
    // A command can read it at any moment.
    await rename(draft, noteFile());
  } catch (err) {
    // With DATABASE_URL, DATA_DIR need not be writable.
    log.info({ err }, 'Commands on this machine will not know the address of this server');
  }
}

async function readNote(): Promise<z.output<typeof noteSchema> | undefined> {
  const text = await readFile(noteFile(), 'utf8').catch(() => '');
  return text ? noteSchema.safeParse(JSON.parse(text)).data : undefined;
}

/**
 * Lets the links of a command lead to the server that runs on the same DATA_DIR, or else to where the last one ran,
 * unless APP_URL is set. Returns where people sign in, as the end of a sentence that begins with “Sign in”.
 */
export async function adoptAddress(): Promise<string> {
  const isSet = env().APP_URL !== undefined;
  const note = await readNote();
  if (note && !isSet) overrideEnv({ APP_URL: note.url });
  const isKnown = isSet || (note !== undefined && isAlive(note.pid));
  return isKnown ? `at ${appUrl()}/login` : 'at the address that `npm start` prints';
}
