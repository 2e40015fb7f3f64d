import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { MailRequestKind } from '@/lib/db/generated/enums';
import { newId } from '@/lib/ids';

/** A mail about an account that is to be written. */
export interface MailRequest {
  kind: MailRequestKind;
  email: string;
  /** Whose address a verification is about. */
  userId?: string;
  /** Of the client that asks. */
  address: string | null;
}

/**
 * Leaves it to the worker to look an address up and write to it (`writeRequestedMails`), so that a request for a known
 * address takes no longer than one for an unknown.
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
