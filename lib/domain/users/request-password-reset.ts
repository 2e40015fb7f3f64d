import { db, type Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { noAccountMail, passwordResetMail } from '@/lib/domain/users/mail-texts';
import { issueToken } from '@/lib/domain/users/one-time-token';
import { requestPasswordResetSchema } from '@/lib/domain/users/schema';
import { ok, type Result } from '@/lib/errors';

/** How many claims of an unverified address are offered a link, the newest first. */
const LINKS_MAX = 3;

/** Whom the owner of an address may give a new password: who verified it or, as long as nobody has, those who claim it. */
async function usersOf(tx: Transaction, email: string) {
  const users = await tx.user.findMany({
    where: {
      email,
      disabledAt: null,
      // A mailbox alone never opens the door to staff: without a second factor, their operator does.
      OR: [{ kind: 'member' }, { secondFactor: { confirmedAt: { not: null } } }],
    },
    select: {
      id: true,
      emailVerifiedAt: true,
      memberships: {
        select: { workspace: { select: { name: true } } },
        orderBy: { createdAt: 'asc' },
        take: 1,
      },
    },
    orderBy: { createdAt: 'desc' },
  });
  const owner = users.find((user) => user.emailVerifiedAt !== null);
  return owner ? [owner] : users.slice(0, LINKS_MAX);
}

/**
 * Mails a link that sets a new password, or word that there is no account: only the mailbox learns which.
 * Refuses with INVALID_REQUEST or TOO_MANY_ATTEMPTS, known address or not.
 */
export async function requestPasswordReset(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeSystem(actor, 'users/request-password-reset');
  if (!authorized.ok) return authorized;
  const visitor = authorized.value;
  const parsed = parse(requestPasswordResetSchema, input);
  if (!parsed.ok) return parsed;
  const { email } = parsed.value;
  const admitted = await countAttempt('reset', email, visitor.address);
  if (!admitted.ok) return admitted;
  await db().$transaction(async (tx) => {
    const links: Array<{ workspaceName: string; token: string }> = [];
    for (const { id, memberships } of await usersOf(tx, email)) {
      const workspaceName = memberships[0]?.workspace.name ?? 'Keydesk';
      links.push({ workspaceName, token: await issueToken(tx, id, 'resetPassword') });
      await recordAudit(tx, visitor, { action: 'user.request_password_reset', targetId: id });
    }
    await enqueueMail(tx, { to: email, ...(links.length > 0 ? passwordResetMail(links) : noAccountMail()) });
  });
  return ok(null);
}
