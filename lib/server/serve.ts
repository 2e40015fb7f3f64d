import path from 'node:path';
import { memberOfRequest } from '@/lib/auth/member-of-request';
import { openDatabase } from '@/lib/db/open';
import { appUrl, env, overrideEnv } from '@/lib/env';
import { createGateway } from '@/lib/gateway/gateway';
import { jobsOf } from '@/lib/jobs/jobs';
import { startWorker } from '@/lib/jobs/worker';
import { currentProfile } from '@/lib/profiles/current';
import { providerWordsOf } from '@/lib/profiles/words';
import { say, setProviderWords } from '@/lib/say';
import { drain } from '@/lib/server/drain';
import { listen } from '@/lib/server/listen';
import { type Portal, startPortal } from '@/lib/server/portal';
import { requestListener } from '@/lib/server/requests';
import { noteAddress } from '@/lib/server-address';

const DRAIN_MS = 10_000;
/** A page in development keeps a connection open for changes. */
const DEVELOPMENT_DRAIN_MS = 500;

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

/** Starts the parts in ROLE in this process, and returns a function that stops them. */
export async function serve(): Promise<{ stop(): Promise<void> }> {
  setProviderWords(providerWordsOf(currentProfile()));
  const isAlone = env().DATABASE_URL === undefined;
  const database = await openDatabase(env());
  let started = false;
  let portal: Portal | undefined;
  try {
    const { ROLE, NODE_ENV } = env();
    const gateway = ROLE.includes('gateway')
      ? createGateway(currentProfile(), { findMember: memberOfRequest })
      : undefined;
    const { server, port, exchanges } = await listen(
      env(),
      requestListener({
        gateway,
        portal: ROLE.includes('portal') ? async (req, res) => portal?.handle(req, res) : undefined,
        started: () => started,
      }),
    );
    overrideEnv({ PORT: String(port) });
    if (ROLE.includes('portal')) portal = await startPortal(env(), server);
    const worker = ROLE.includes('worker') ? startWorker(jobsOf(currentProfile())) : undefined;
    started = true;
    // If several processes share a database, people open the one with the portal.
    if (isAlone || ROLE.includes('portal')) await noteAddress();
    process.stdout.write(announcement());
    return {
      async stop() {
        await drain(server, exchanges, NODE_ENV === 'development' ? DEVELOPMENT_DRAIN_MS : DRAIN_MS);
        await Promise.all([worker?.stop(), gateway?.close(), portal?.close()]);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
