import path from 'node:path';
import { openDatabase } from '@/lib/db/open';
import { appUrl, env } from '@/lib/env';
import { isChild } from '@/lib/is-child';
import { currentProfile } from '@/lib/profiles/current';
import { providerWordsOf } from '@/lib/profiles/words';
import { say, setProviderWords } from '@/lib/say';
import { keepAllocationsYoung } from '@/lib/server/keep-allocations-young';
import { type Parts, startParts } from '@/lib/server/parts';
import { serveAsChild } from '@/lib/server/processes/child';
import { processCount } from '@/lib/server/processes/count';
import { startProcesses } from '@/lib/server/processes/start';
import { noteAddress } from '@/lib/server-address';

function announcement(): string {
  const { SMTP_URL, DATA_DIR, ROLE } = env();
  const lines = [say`Keydesk is ready: ${appUrl()}`];
  if (ROLE.includes('portal')) lines.push(`  No account yet? Sign up at ${appUrl()}/signup`);
  if (ROLE.includes('worker')) {
    lines.push(
      SMTP_URL
        ? `  Mail is sent through ${new URL(SMTP_URL).host}`
        : `  Mail is kept in ${path.resolve(DATA_DIR, 'mail')}, and its links are logged here`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Opens the database, and starts the parts in ROLE: in this process, or in as many children as PROCESSES says. */
async function start(): Promise<Parts> {
  const isAlone = env().DATABASE_URL === undefined;
  const database = await openDatabase(env());
  try {
    const count = processCount(env());
    const parts = count > 1 ? await startProcesses(count) : await startParts();
    // If several servers share a database, people open the one with the portal.
    if (isAlone || env().ROLE.includes('portal')) await noteAddress();
    process.stdout.write(announcement());
    return {
      async stop() {
        await parts.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Starts what this process serves, and returns what stops it. */
export async function serve(): Promise<Parts> {
  keepAllocationsYoung();
  setProviderWords(providerWordsOf(currentProfile()));
  return isChild() ? serveAsChild() : start();
}
