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

/** Links an enabled staff member with that address to the account, if they are not linked yet. */
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

/** Removes the one-time password of someone who signs in with OpenID, because they need none. */
async function forgetOneTimePassword(tx: Transaction, id: string): Promise<void> {
  await tx.user.updateMany({
    where: { id, passwordEndsAt: { not: null } },
    data: { passwordHash: noPassword(), passwordEndsAt: null },
  });
}

/**
 * Signs in a staff member with the provider's own OpenID provider, which also checks the second factor. They are known
 * by `sub`, or the first time by a verified email address. It never creates a staff account, and customers cannot sign
 * in this way. Refuses with FORBIDDEN, always with the same message.
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
  // A subject is unique only for its issuer.
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
