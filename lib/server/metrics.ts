import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sha256 } from '@/lib/crypto';
import { env } from '@/lib/env';
import type { Metrics } from '@/lib/metrics/metrics';

/** Where Prometheus reads the metrics. */
export const METRICS_PATH = '/metrics';

/** Whether a request carries METRICS_TOKEN, if that is set. */
function isAllowed({ headers }: IncomingMessage): boolean {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return true;
  const [, token = ''] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  // Of hashes, because they have the same length.
  return timingSafeEqual(sha256(token), sha256(METRICS_TOKEN));
}

/** Answers a request for the metrics of this process. */
export async function answerMetrics(
  req: IncomingMessage,
  res: ServerResponse,
  metrics: Metrics,
): Promise<void> {
  res.setHeader('cache-control', 'no-store');
  if (!isAllowed(req)) {
    res.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
  } else if (req.method !== 'GET' && req.method !== 'HEAD') {
    res.writeHead(405, { allow: 'GET, HEAD' }).end();
  } else {
    const text = await metrics.read();
    res.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  }
}
