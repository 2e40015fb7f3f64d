import { HOUR, MINUTE, now, SECOND } from '@/lib/clock';
import { unseal } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { BODY_PURPOSE } from '@/lib/domain/mails/body';
import { currentTransport, type MailTransport } from '@/lib/domain/mails/transport';
import { type Outbox, type OutboxRow, submitDue } from '@/lib/domain/outbox/submit-due';
import { log } from '@/lib/log';

const BATCH = 10;
/** About five hours in all. After that, the links in a mail have expired. */
const MOST_ATTEMPTS = 14;

interface QueuedMail extends OutboxRow {
  recipient: string;
  subject: string;
  sealedBody: Uint8Array | null;
}

async function send({ id, recipient: to, subject, sealedBody }: QueuedMail, transport: MailTransport) {
  if (!sealedBody) throw new Error('The body is gone.');
  await transport({ id, to, subject, text: unseal(BODY_PURPOSE, sealedBody) });
}

function mailOutbox(transport: MailTransport): Outbox<QueuedMail> {
  return {
    kind: { queue: 'mails' },
    table: {
      name: 'mails',
      dueAt: 'next_attempt_at',
      columns: Prisma.sql`mails.id, recipient, subject, sealed_body AS "sealedBody", attempts`,
      leaseMs: MINUTE,
    },
    backOff: { firstMs: 10 * SECOND, longestMs: HOUR },

    async submit(mail) {
      try {
        await send(mail, transport);
        return { outcome: 'accepted' };
      } catch (err) {
        const { id, attempts } = mail;
        log.warn({ mail: id, attempts, err }, 'A mail could not be delivered');
        const reason = err instanceof Error ? err.message : String(err);
        return { outcome: attempts < MOST_ATTEMPTS ? 'failed' : 'refused', reason };
      }
    },

    async recordAccepted(ids) {
      await db().mail.updateMany({
        where: { id: { in: ids } },
        data: { sentAt: now(), nextAttemptAt: null, sealedBody: null },
      });
    },

    async recordRefused({ id }, lastError) {
      await db().mail.updateMany({
        where: { id },
        data: { lastError, nextAttemptAt: null, sealedBody: null },
      });
    },

    async recordFailed({ id }, lastError, nextAttemptAt) {
      await db().mail.updateMany({ where: { id }, data: { lastError, nextAttemptAt } });
    },
  };
}

/** Delivers the mails that are due and returns how many it tried. A mail may arrive twice, but is never lost. */
export async function deliverMails(transport = currentTransport()): Promise<number> {
  return submitDue(mailOutbox(transport), BATCH);
}
