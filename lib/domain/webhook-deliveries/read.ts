import { z } from 'zod';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { createdWithIds } from '@/lib/db/partitions/created-with-ids';
import type { Actor } from '@/lib/domain/actor';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { maskNumber, seesRecipients } from '@/lib/domain/sent-messages/view';
import { attemptsOf } from '@/lib/domain/webhook-deliveries/event-time';
import { deliveriesInReach, readDeliveryRows } from '@/lib/domain/webhook-deliveries/log-rows';
import { refuseUnknownDelivery } from '@/lib/domain/webhook-deliveries/own-delivery';
import { deliverySchema } from '@/lib/domain/webhook-deliveries/schema';
import { type DeliveryView, toView } from '@/lib/domain/webhook-deliveries/view';
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
  const viewer = authorized.value;
  const [row] = await readDeliveryRows(
    [
      Prisma.sql`delivery.id = ${deliveryId} ${createdWithIds([deliveryId], 'delivery')}`,
      Prisma.sql`delivery.queue = ${endpointId}`,
      deliveriesInReach(viewer),
    ],
    { take: 1 },
  );
  if (!row) return refuseUnknownDelivery();
  const { createdAt } = row;
  const event = { id: row.eventId, createdAt, workspaceId: viewer.workspaceId };
  const [stored, attempts] = await Promise.all([
    db().webhookEvent.findFirst({ where: event, select: { data: true } }),
    db().webhookAttempt.findMany({
      where: attemptsOf({ deliveryId, createdAt }),
      orderBy: { id: 'desc' },
      take: ATTEMPTS_MAX,
      omit: { deliveryId: true, deliveryCreatedAt: true },
    }),
  ]);
  const sent = sentSchema.safeParse(stored?.data);
  const isHidden = sent.success && viewer.kind !== 'apiKey' && !seesRecipients(viewer);
  const shown = (text: string) => (isHidden ? maskNumber(sent.data.to, text) : text);
  const attemptLog = attempts.map((attempt) => ({
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
