import { impersonationCookie } from '@/lib/auth/cookies';
import { openImpersonationToken } from '@/lib/auth/impersonation-token';
import { log } from '@/lib/log';

interface FailedRequest {
  path: string;
  method: string;
  /** The header. */
  cookie: string;
}

/** The impersonation session in the request's cookie. */
async function impersonationInCookie(cookie: string): Promise<object> {
  const start = `${impersonationCookie().name}=`;
  const sent = cookie.split('; ').find((pair) => pair.startsWith(start));
  const token = sent && (await openImpersonationToken(sent.slice(start.length)));
  if (!token) return {};
  const { agentId, subjectId: memberId, impersonationId } = token;
  return { agentId, memberId, impersonationId };
}

/** Next's error for a server action that a page of another site has posted. Next refuses it, so it is not our fault. */
const FOREIGN_POST = 'Invalid Server Actions request.';

/** Logs an unexpected error of the portal. */
export async function logFault(err: unknown, { path, method, cookie }: FailedRequest): Promise<void> {
  const fields = { ...(await impersonationInCookie(cookie)), path, method };
  if (err instanceof Error && err.message === FOREIGN_POST) {
    return log.warn(fields, 'a server action was posted from elsewhere');
  }
  log.error({ ...fields, err }, 'a request to the portal failed');
}
