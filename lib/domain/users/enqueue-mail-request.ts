import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { MailRequestKind } from '@/lib/db/generated/enums';
import { newId } from '@/lib/ids';

/** A mail about an account that is to be written. */
export interface MailRequest {
  kind: MailRequestKind;
  email: string;
  /** The user whose address a verification confirms or a change replaces. */
  userId?: string;
  /** The client that asks. */
  address: string | null;
}

/**
 * Lets the worker look the address up and write the mail (`writeRequestedMails`), so that a request takes the same time
 * for known and unknown addresses.
 */
export async function enqueueMailRequest(
  tx: Pick<Transaction, 'mailRequest'>,
  request: MailRequest,
): Promise<void> {
  await tx.mailRequest.create({
    data: { ...request, id: newId('mrq'), createdAt: now() },
    select: { id: true },
  });
}
