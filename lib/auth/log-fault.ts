import { visitCookie } from '@/lib/auth/cookies';
import { openVisitToken } from '@/lib/auth/visit-token';
import { log } from '@/lib/log';

interface FailedRequest {
  path: string;
  method: string;
  /** The header. */
  cookie: string;
}

/** What the request's cookie says of a visit. */
async function visitFieldsOf(cookie: string): Promise<object> {
  const start = `${visitCookie().name}=`;
  const sent = cookie.split('; ').find((pair) => pair.startsWith(start));
  const token = sent && (await openVisitToken(sent.slice(start.length)));
  if (!token) return {};
  const { agentId, subjectId: memberId, visitId } = token;
  return { agentId, memberId, visitId };
}

/** What Next says of a server action that another site's page has posted: the client's fault, and refused. */
const FOREIGN_POST = 'Invalid Server Actions request.';

/** Logs a fault of the portal. */
export async function logFault(err: unknown, { path, method, cookie }: FailedRequest): Promise<void> {
  const fields = { ...(await visitFieldsOf(cookie)), path, method };
  if (err instanceof Error && err.message === FOREIGN_POST) {
    return log.warn(fields, 'a server action was posted from elsewhere');
  }
  log.error({ ...fields, err }, 'a request to the portal failed');
}
