import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { now, SECOND } from '@/lib/clock';
import { derivedKey } from '@/lib/crypto';

/** Who acts for whom, in the terms of RFC 8693: the customer is the subject, the agent the actor. */
const claims = z.object({ sub: z.string(), act: z.object({ sub: z.string() }), visitId: z.string() });

export interface VisitToken {
  subjectId: string;
  agentId: string;
  visitId: string;
}

/** A key of its own: no other token of ours passes for this one. */
function secret(): string {
  return derivedKey('visit-cookie').toString('base64url');
}

/** Seals what the visit's cookie says until the visit ends. By itself it opens nothing: the agent's own session must hold. */
export function sealVisitToken(
  { subjectId, agentId, visitId }: VisitToken,
  expiresAt: Date,
): Promise<string> {
  const maxAge = Math.max(0, Math.floor((expiresAt.getTime() - now().getTime()) / SECOND));
  return encode({ token: { sub: subjectId, act: { sub: agentId }, visitId }, secret: secret(), maxAge });
}

/** What a visit's cookie says; null when it is not ours, was changed or has expired. */
export async function openVisitToken(token: string): Promise<VisitToken | null> {
  const opened = await decode({ token, secret: secret() }).catch(() => null);
  const said = claims.safeParse(opened);
  if (!said.success) return null;
  const { sub, act, visitId } = said.data;
  return { subjectId: sub, agentId: act.sub, visitId };
}
