import type { IncomingMessage, ServerResponse } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { clientAddress } from '@/lib/client-address';
import { recordReport } from '@/lib/domain/delivery/report';
import { env } from '@/lib/env';
import { answerStatus } from '@/lib/server/answer-status';
import { parseJson } from '@/lib/server/parse-json';
import { readSmallBody } from '@/lib/server/small-body';

/** Where the carrier posts its delivery reports. */
export const CARRIER_REPORTS_PATH = '/carrier/reports';

/** More than any report has. */
const LARGEST_BODY = 16 * 1024;
const RETRY_AFTER_SECONDS = 5;

/** Whether the carrier signed this body, within the last five minutes. */
function isSigned(secret: string, req: IncomingMessage, body: string): boolean {
  const header = (name: string) => String(req.headers[name] ?? '');
  try {
    new Webhook(secret).verify(
      body,
      {
        'webhook-id': header('webhook-id'),
        'webhook-timestamp': header('webhook-timestamp'),
        'webhook-signature': header('webhook-signature'),
      },
      { jsonParse: false },
    );
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

async function statusFor(req: IncomingMessage): Promise<number> {
  const secret = env().CARRIER_SECRET;
  if (!secret) return 404;
  if (req.method !== 'POST') return 405;
  const body = await readSmallBody(req, LARGEST_BODY);
  if (body === undefined) return 413;
  if (!isSigned(secret, req, body)) return 401;
  const result = await recordReport({ kind: 'system', address: clientAddress(req) }, parseJson(body));
  if (result.ok) return 204;
  return result.refusal.code === 'NOT_FOUND' ? 404 : 400;
}

/** Handles a delivery report. docs/carrier.md explains the status codes. */
export function answerCarrierReport(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const failure = { message: 'A delivery report could not be taken', retryAfterSeconds: RETRY_AFTER_SECONDS };
  return answerStatus(res, () => statusFor(req), failure);
}
