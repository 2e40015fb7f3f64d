import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { refusePasskey, spendPasskey } from '@/lib/domain/passkeys/check';
import { transact } from '@/lib/domain/transact';
import { rememberBrowser } from '@/lib/domain/users/known-browsers';
import { signInByPasskeySchema } from '@/lib/domain/users/schema';
import { type Browser, checkGuestPasskey, type SignedInBrowser } from '@/lib/domain/users/sign-in';
import { startUserSession, userSessionColumns } from '@/lib/domain/users/start-user-session';
import { ok, type Result } from '@/lib/errors';

/**
 * Starts a session for the member whose passkey has signed. The passkey has verified its user, so no password is needed.
 * Refuses with INVALID_REQUEST, INVALID_CREDENTIALS, or FORBIDDEN if the member may not sign in.
 */
export async function signInByPasskey(
  actor: Actor,
  input: unknown,
  client: Browser,
): Promise<Result<SignedInBrowser>> {
  const authorized = authorizeSystem(actor, 'users/sign-in-by-passkey');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const parsed = parse(signInByPasskeySchema, input);
  if (!parsed.ok) return parsed;
  const checked = await checkGuestPasskey(parsed.value.passkey, client);
  if (!checked.ok) return checked;
  const { userId } = checked.value;
  const { userAgent, token } = client;
  return transact(guest, async (tx) => {
    // As at a sign-in with a password.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    const user = await tx.user.findUnique({ where: { id: userId }, select: userSessionColumns });
    if (!user) return refusePasskey();
    const spent = await spendPasskey(tx, userId, checked.value);
    if (!spent.ok) return spent;
    const session = await startUserSession(tx, user, {
      address: guest.address,
      userAgent,
      secondFactor: 'passkey',
    });
    if (!session.ok) return session;
    return ok({ ...session.value, browserToken: await rememberBrowser(tx, userId, token) });
  });
}
