import type { ServerResponse } from 'node:http';
import { isUnavailable } from '@/lib/domain/unavailable';
import { log } from '@/lib/log';

interface Failure {
  /** What is logged if there is no status. */
  message: string;
  /** When the sender tries again if the database is not available. */
  retryAfterSeconds: number;
}

/** A response with 200 and this value as JSON. */
export interface JsonAnswer {
  json: unknown;
}

/**
 * Responds to a signed post of another system with a status alone, or with JSON and 200. Responds with 503 or 500 if
 * `findAnswer` throws.
 */
export async function answerStatus(
  res: ServerResponse,
  findAnswer: () => Promise<number | JsonAnswer>,
  { message, retryAfterSeconds }: Failure,
): Promise<void> {
  let answer: number | JsonAnswer;
  try {
    answer = await findAnswer();
  } catch (err) {
    log.error({ err }, message);
    answer = isUnavailable(err) ? 503 : 500;
  }
  res.setHeader('cache-control', 'no-store');
  if (typeof answer === 'object') {
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
    return;
  }
  const status = answer;
  if (status === 405) res.setHeader('allow', 'POST');
  if (status === 413) res.setHeader('connection', 'close');
  if (status === 503) res.setHeader('retry-after', retryAfterSeconds);
  res.writeHead(status).end();
}
