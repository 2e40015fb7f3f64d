import { HOUR, now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { MailRequest } from '@/lib/db/generated/client';
import { enqueueMail, type MailDraft } from '@/lib/domain/mails/enqueue';
import { subjects } from '@/lib/domain/users/mail-texts';
import { writeEmailChange } from '@/lib/domain/users/write-email-change';
import { writePasswordReset } from '@/lib/domain/users/write-password-reset';
import { writeVerification } from '@/lib/domain/users/write-verification';

const BATCH = 20;
/** How many mails of a kind an address gets in an hour. The links in earlier mails keep working. */
const MAILS_AN_HOUR = 10;

/** Removes and returns the oldest request that no other worker has locked. */
async function takeRequest(tx: Transaction): Promise<MailRequest | null> {
  const [taken] = await tx.$queryRaw<Pick<MailRequest, 'id'>[]>`
    SELECT id FROM mail_requests ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;
  return taken ? tx.mailRequest.delete({ where: { id: taken.id } }) : null;
}

async function hasEnough(tx: Transaction, { kind, email }: MailRequest): Promise<boolean> {
  const since = new Date(now().getTime() - HOUR);
  const written = await tx.mail.count({
    where: { recipient: email, createdAt: { gt: since }, subject: { in: Object.values(subjects()[kind]) } },
  });
  return written >= MAILS_AN_HOUR;
}

async function write(tx: Transaction, request: MailRequest): Promise<MailDraft | null> {
  const { kind, email, userId, address } = request;
  if (await hasEnough(tx, request)) return null;
  if (kind === 'passwordReset') return writePasswordReset(tx, email, address);
  if (!userId) return null;
  return kind === 'emailChange' ? writeEmailChange(tx, userId, email) : writeVerification(tx, userId);
}

/** Writes the account mails for up to 20 queued requests. Returns how many requests it handled. */
export async function writeRequestedMails(): Promise<number> {
  let done = 0;
  while (done < BATCH) {
    const found = await db().$transaction(async (tx) => {
      const request = await takeRequest(tx);
      if (!request) return false;
      const mail = await write(tx, request);
      if (mail) await enqueueMail(tx, mail);
      return true;
    });
    if (!found) break;
    done++;
  }
  return done;
}
