import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { now, SECOND } from '@/lib/clock';
import { derivedKey } from '@/lib/crypto';

/** Who acts for whom, in the terms of RFC 8693: the customer is the subject, the agent the actor. */
const claims = z.object({ sub: z.string(), act: z.object({ sub: z.string() }), impersonationId: z.string() });

export interface ImpersonationToken {
  subjectId: string;
  agentId: string;
  impersonationId: string;
}

/** A key of its own, so that no other token of ours is accepted as this one. */
function secret(): string {
  return derivedKey('impersonation-cookie').toString('base64url');
}

/**
 * Encrypts the value of the impersonation cookie. It is valid until `expiresAt`, and only together with the agent's own
 * session.
 */
export function sealImpersonationToken(
  { subjectId, agentId, impersonationId }: ImpersonationToken,
  expiresAt: Date,
): Promise<string> {
  const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - now().getTime()) / SECOND));
  return encode({
    token: { sub: subjectId, act: { sub: agentId }, impersonationId },
    secret: secret(),
    maxAge,
  });
}

/** Decrypts the value of the impersonation cookie; null when it is not ours, was changed or has expired. */
export async function openImpersonationToken(token: string): Promise<ImpersonationToken | null> {
  const opened = await decode({ token, secret: secret() }).catch(() => null);
  const said = claims.safeParse(opened);
  if (!said.success) return null;
  const { sub, act, impersonationId } = said.data;
  return { subjectId: sub, agentId: act.sub, impersonationId };
}
