import { seal } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import type { PreparedTransaction } from '@/lib/db/prepared';
import { BODY_PURPOSE } from '@/lib/domain/mails/body';
import { newId } from '@/lib/ids';

export interface MailDraft {
  to: string;
  subject: string;
  text: string;
}

/** Queues a mail in the transaction that causes it. The worker delivers it after the commit. */
export async function enqueueMail(tx: Transaction, { to, subject, text }: MailDraft): Promise<void> {
  await tx.mail.create({
    data: { id: newId('mail'), recipient: to, subject, sealedBody: seal(BODY_PURPOSE, text) },
    select: { id: true },
  });
}

const INSERT_MAIL = {
  name: 'insert-mail',
  text: 'INSERT INTO mails (id, recipient, subject, sealed_body) VALUES ($1, $2, $3, $4)',
};

/** Queues a mail in a transaction that does not use Prisma. */
export function enqueueMailPrepared(tx: PreparedTransaction, { to, subject, text }: MailDraft): void {
  tx.run(INSERT_MAIL, [newId('mail'), to, subject, seal(BODY_PURPOSE, text)]);
}
