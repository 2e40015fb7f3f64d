import 'server-only';
import { headers } from 'next/headers';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { authOptions } from '@/lib/auth/options';
import { visitorAddress } from '@/lib/auth/visitor';
import { resolveSession, type SignedIn } from '@/lib/domain/sessions/resolve';

/** Whom the request's cookie stands for, read from the database once a request; null for a visitor. */
export const currentSession = cache(async (): Promise<SignedIn | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.sessionId) return null;
  return resolveSession(session.sessionId, visitorAddress(await headers()));
});
