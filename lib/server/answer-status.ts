import type { ServerResponse } from 'node:http';
import { isUnavailable } from '@/lib/domain/unavailable';
import { log } from '@/lib/log';

interface Failure {
  /** What is logged if there is no status. */
  message: string;
  /** When the sender tries again if the database is not available. */
  retryAfterSeconds: number;
}

/** Responds to a signed post of another system with a status alone, or with 503 or 500 if `findStatus` throws. */
export async function answerStatus(
  res: ServerResponse,
  findStatus: () => Promise<number>,
  { message, retryAfterSeconds }: Failure,
): Promise<void> {
  let status: number;
  try {
    status = await findStatus();
  } catch (err) {
    log.error({ err }, message);
    status = isUnavailable(err) ? 503 : 500;
  }
  res.setHeader('cache-control', 'no-store');
  if (status === 405) res.setHeader('allow', 'POST');
  if (status === 413) res.setHeader('connection', 'close');
  if (status === 503) res.setHeader('retry-after', retryAfterSeconds);
  res.writeHead(status).end();
}
