import { seal } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import { BODY_PURPOSE } from '@/lib/domain/mails/body';
import { newId } from '@/lib/ids';

export interface MailDraft {
  to: string;
  subject: string;
  text: string;
}

/** Puts a mail into the outbox, in the transaction that causes it; the worker delivers it once that is committed. */
export async function enqueueMail(tx: Transaction, { to, subject, text }: MailDraft): Promise<void> {
  await tx.mail.create({
    data: { id: newId('mail'), recipient: to, subject, sealedBody: seal(BODY_PURPOSE, text) },
    select: { id: true },
  });
}
