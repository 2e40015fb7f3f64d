import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { claimsOf } from '@/lib/domain/users/claims';
import { findTokenUser } from '@/lib/domain/users/one-time-token';
import { linkSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

export interface PasswordReset {
  email: string;
  /** Whether somebody has confirmed the address before. If not, the reset removes what was set up. */
  proven: boolean;
  /** The accounts that the link works for: one, or several that claim the address, the oldest first. */
  accounts: ReadonlyArray<{ id: string; workspaceName: string; createdAt: Date }>;
}

export function refuseResetLink(): Result<never> {
  return refuse('INVALID_LINK', 'This link has expired or was already used. Request a new one.');
}

/** The accounts that a reset link works for, or null if the link does not work. Reading does not use it up. */
export async function findPasswordReset(token: string): Promise<PasswordReset | null> {
  const user = await findTokenUser(db(), token, 'resetPassword');
  if (!user) return null;
  const claims = await claimsOf(db(), user.email);
  // Somebody else has confirmed the address since the link was sent.
  if (!claims.some(({ id }) => id === user.id)) return null;
  return {
    email: user.email,
    proven: claims.some(({ emailVerifiedAt }) => emailVerifiedAt !== null),
    accounts: claims.map(({ id, createdAt, memberships: [first] }) => ({
      id,
      createdAt,
      workspaceName: first?.workspace.name ?? '',
    })),
  };
}

/** What the page behind a reset link shows. Refuses with INVALID_LINK. */
export async function readPasswordReset(actor: Actor, input: unknown): Promise<Result<PasswordReset>> {
  const authorized = authorizeSystem(actor, 'users/read-password-reset');
  if (!authorized.ok) return authorized;
  const parsed = parse(linkSchema, input);
  const reset = parsed.ok ? await findPasswordReset(parsed.value.token) : null;
  return reset ? ok(reset) : refuseResetLink();
}
