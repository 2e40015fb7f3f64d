import { HOUR, now, SECOND } from '@/lib/clock';
import { unseal } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { Mail } from '@/lib/db/generated/client';
import { BODY_PURPOSE } from '@/lib/domain/mails/body';
import { currentTransport, type MailTransport } from '@/lib/domain/mails/transport';
import { log } from '@/lib/log';

const BATCH = 10;
const FIRST_PAUSE_MS = 10 * SECOND;
const LONGEST_PAUSE_MS = HOUR;
/** Some five hours in all: the links of an older mail have expired. */
const MOST_ATTEMPTS = 14;

function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS);
}

/** Mails that are due, each taken by one worker alone: until the pause is over no other sees it. */
async function takeDue(): Promise<Mail[]> {
  return db().$transaction(async (tx) => {
    const time = now();
    const due = await tx.$queryRaw<Pick<Mail, 'id' | 'attempts'>[]>`
      SELECT id, attempts FROM mails WHERE next_attempt_at <= ${time}
      ORDER BY next_attempt_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    return Promise.all(
      due.map(({ id, attempts }) =>
        tx.mail.update({
          where: { id },
          data: { attempts: attempts + 1, nextAttemptAt: new Date(time.getTime() + pauseAfter(attempts)) },
        }),
      ),
    );
  });
}

async function settle(id: string, outcome: { sentAt: Date } | { lastError: string }): Promise<void> {
  await db().mail.update({
    where: { id },
    data: { ...outcome, nextAttemptAt: null, sealedBody: null },
    select: { id: true },
  });
}

async function attempt(mail: Mail, transport: MailTransport): Promise<void> {
  const { id, recipient: to, subject, sealedBody, attempts } = mail;
  try {
    if (!sealedBody) throw new Error('The body is gone.');
    await transport({ id, to, subject, text: unseal(BODY_PURPOSE, sealedBody) });
  } catch (err) {
    const lastError = err instanceof Error ? err.message : String(err);
    log.warn({ mail: id, attempts, err }, 'A mail could not be delivered');
    if (attempts >= MOST_ATTEMPTS) await settle(id, { lastError });
    else await db().mail.update({ where: { id }, data: { lastError }, select: { id: true } });
    return;
  }
  await settle(id, { sentAt: now() });
}

/** Delivers the mails that are due and returns how many were tried. A mail may arrive twice, but is never lost. */
export async function deliverMails(transport = currentTransport()): Promise<number> {
  const due = await takeDue();
  await Promise.all(due.map((mail) => attempt(mail, transport)));
  return due.length;
}
