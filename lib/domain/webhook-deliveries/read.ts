import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { parse } from '@/lib/domain/parse';
import { maskNumber, seesRecipients } from '@/lib/domain/sent-messages/view';
import { refuseUnknownDelivery } from '@/lib/domain/webhook-deliveries/own-delivery';
import { deliverySchema } from '@/lib/domain/webhook-deliveries/schema';
import { type DeliveryView, toView, viewColumns } from '@/lib/domain/webhook-deliveries/view';
import { ok, type Result } from '@/lib/errors';

/** How many attempts are shown: more than two schedules have. */
const ATTEMPTS_MAX = 30;

type Headers = Record<string, string>;

/** One request and its response. Secrets and signatures were never stored. */
export interface AttemptView {
  id: string;
  at: Date;
  durationMs: number;
  status: number | null;
  error: string | null;
  url: string;
  requestHeaders: Headers;
  requestBody: string;
  responseHeaders: Headers | null;
  responseBody: string | null;
}

export interface DeliveryDetails extends DeliveryView {
  /** The id that receivers recognize repeated deliveries by. */
  eventId: string;
  /** The newest first. */
  attemptLog: AttemptView[];
}

/** An event about a message or a voice call. */
const sentSchema = z.object({ to: z.string().min(1) });

const headersSchema = z.record(z.string(), z.coerce.string());

/**
 * One delivery to an endpoint of the actor's workspace, with its attempts. Every role may read it, but viewers and support
 * see only a part of the recipient. A key may read those of its environment. Refuses with INVALID_REQUEST, NOT_FOUND (also
 * for a delivery of another workspace) or FORBIDDEN.
 */
export async function readWebhookDelivery(actor: Actor, input: unknown): Promise<Result<DeliveryDetails>> {
  const parsed = parse(deliverySchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'webhook-deliveries/read');
  if (!authorized.ok) return authorized;
  const { endpointId, deliveryId } = parsed.value;
  const row = await db().webhookDelivery.findFirst({
    where: { id: deliveryId, queue: endpointId, ...inReach(authorized.value) },
    select: {
      ...viewColumns,
      eventId: true,
      event: { select: { type: true, data: true } },
      attemptLog: { orderBy: { id: 'desc' }, take: ATTEMPTS_MAX },
    },
  });
  if (!row) return refuseUnknownDelivery();
  const viewer = authorized.value;
  const sent = sentSchema.safeParse(row.event.data);
  const isHidden = sent.success && viewer.kind !== 'apiKey' && !seesRecipients(viewer);
  const shown = (text: string) => (isHidden ? maskNumber(sent.data.to, text) : text);
  const attemptLog = row.attemptLog.map(({ deliveryId: _, ...attempt }) => ({
    ...attempt,
    id: String(attempt.id),
    url: shown(attempt.url),
    requestBody: shown(attempt.requestBody),
    responseBody: attempt.responseBody === null ? null : shown(attempt.responseBody),
    requestHeaders: headersSchema.parse(attempt.requestHeaders),
    responseHeaders: headersSchema.nullable().parse(attempt.responseHeaders),
  }));
  return ok({ ...toView(row), eventId: row.eventId, attemptLog });
}
