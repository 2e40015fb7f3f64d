import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { SystemActor } from '@/lib/domain/actor';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { enqueueMailRequest } from '@/lib/domain/users/enqueue-mail-request';
import { findTokenUser } from '@/lib/domain/users/one-time-token';
import { isTaken } from '@/lib/domain/users/write-verification';
import { ok, type Result, refuse } from '@/lib/errors';

/** The columns that decide whether a password is enough to sign in. */
export const provenColumns = { id: true, kind: true, email: true, emailVerifiedAt: true } as const;

type Claim = Prisma.UserGetPayload<{ select: typeof provenColumns }>;

/** The address that an emailed link was sent to, if the link is for the user's address, for a change of it or an invitation. */
async function linkedAddress(
  tx: Transaction,
  userId: string,
  linkToken: string,
): Promise<string | undefined> {
  const link = { tokenHash: sha256(linkToken), expiresAt: { gt: now() } };
  const linked =
    (await findTokenUser(tx, linkToken, 'verifyEmail')) ??
    (await tx.invitation.findFirst({ where: link, select: { email: true } })) ??
    (await tx.emailChange.findFirst({ where: { ...link, userId }, select: { email: true } }));
  return linked?.email;
}

/** Whether the token of an emailed link proves the mailbox of the account, or of the address that it changes to. */
async function provesMailbox(tx: Transaction, { id, email }: Claim, linkToken: string): Promise<boolean> {
  const proven = await linkedAddress(tx, id, linkToken);
  if (proven === undefined || (await isTaken(tx, proven, id))) return false;
  if (proven === email) return true;
  return (await tx.emailChange.count({ where: { userId: id, email: proven } })) > 0;
}

/**
 * Lets a password open a customer's account only if its address is confirmed, or together with an emailed link. Otherwise
 * several accounts with one address could be opened, each by its own password (docs/decisions/0046). The link is not used
 * up. Refuses with EMAIL_NOT_VERIFIED, in the same way whether the address belongs to another account or not.
 */
export async function proveAddress(
  tx: Transaction,
  claim: Claim,
  linkToken: string | undefined,
): Promise<Result<null>> {
  if (claim.kind === 'staff' || claim.emailVerifiedAt) return ok(null);
  if (linkToken && (await provesMailbox(tx, claim, linkToken))) return ok(null);
  return refuse(
    'EMAIL_NOT_VERIFIED',
    'Your email address is not confirmed. Open the link that we emailed to you, then sign in.',
  );
}

/** Emails what `proveAddress` asks for. A throttled request sends nothing, because the mailbox has enough links. */
export async function emailProof(guest: SystemActor, userId: string, email: string): Promise<void> {
  const counted = await countAttempt('verification', userId, guest);
  if (!counted.ok) return;
  await transact(guest, async (tx) => {
    await enqueueMailRequest(tx, { kind: 'verification', email, userId, address: guest.address });
    return ok(null);
  });
}
