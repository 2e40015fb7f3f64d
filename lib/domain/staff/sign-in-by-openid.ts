import type { Transaction } from '@/lib/db/client';
import type { Actor, SystemActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { noPassword } from '@/lib/domain/passwords/password-hash';
import { openIdSchema } from '@/lib/domain/staff/schema';
import { transact } from '@/lib/domain/transact';
import {
  type StartedSession,
  startUserSession,
  userSessionColumns,
} from '@/lib/domain/users/start-user-session';
import { type Result, refuse } from '@/lib/errors';

/** Ties the enabled member of staff with that address, whom nothing is tied to yet, to the account. */
async function linkByEmail(tx: Transaction, guest: SystemActor, oidcSubject: string, email: string) {
  const staff = {
    kind: 'staff',
    email,
    disabledAt: null,
    staffRole: { not: null },
    oidcSubject: null,
  } as const;
  const found = await tx.user.findFirst({ where: staff, select: userSessionColumns });
  if (!found) return null;
  const { count } = await tx.user.updateMany({ where: { ...staff, id: found.id }, data: { oidcSubject } });
  if (count === 0) return null;
  await recordAudit(tx, guest, { action: 'staff.link_openid', targetId: found.id });
  return found;
}

/** Somebody who comes in this way needs no password of ours; the one for their first sign-in is taken back. */
async function forgetOneTimePassword(tx: Transaction, id: string): Promise<void> {
  await tx.user.updateMany({
    where: { id, passwordEndsAt: { not: null } },
    data: { passwordHash: noPassword(), passwordEndsAt: null },
  });
}

/**
 * Lets in one of the staff whom the provider's own OpenID provider vouches for, second factor included: known by
 * `sub`, or the first time by a verified e-mail address. Nobody is made a member of the staff by it, and customers
 * never come in this way. Refuses with FORBIDDEN, in the same words whatever the reason.
 */
export async function signInByOpenId(
  actor: Actor,
  input: unknown,
  userAgent: string | null = null,
): Promise<Result<StartedSession>> {
  const authorized = authorizeSystem(actor, 'staff/sign-in-by-openid');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const parsed = parse(openIdSchema, input);
  if (!parsed.ok) return parsed;
  const { issuer, subject, email, emailVerified } = parsed.value;
  // A subject means something to its issuer alone.
  const oidcSubject = `${issuer} ${subject}`;
  return transact(guest, async (tx) => {
    const known = await tx.user.findFirst({
      where: { oidcSubject, kind: 'staff' },
      select: userSessionColumns,
    });
    const user = known ?? (email && emailVerified ? await linkByEmail(tx, guest, oidcSubject, email) : null);
    if (!user || user.disabledAt || !user.staffRole) {
      return refuse('FORBIDDEN', 'There is no staff account for you here. Ask your operator for one.');
    }
    await forgetOneTimePassword(tx, user.id);
    return startUserSession(tx, user, { address: guest.address, userAgent, secondFactor: 'openid' });
  });
}
