import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import { type Actor, type KeyManager, operatorId } from '@/lib/domain/actor';
import { requireCurrentSecret } from '@/lib/domain/api-keys/calling-key';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { checkEvents } from '@/lib/domain/webhook-endpoints/check-events';
import { sealHeaders } from '@/lib/domain/webhook-endpoints/own-headers';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import {
  type CreateEndpointSettings,
  createEndpointInputSchema,
  createEndpointSchema,
} from '@/lib/domain/webhook-endpoints/schema';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import {
  fromEvents,
  toView,
  viewColumns,
  type WebhookEndpointView,
} from '@/lib/domain/webhook-endpoints/view';
import { checkWebhookUrl } from '@/lib/domain/webhook-urls/check-url';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** The most endpoints in one environment of a workspace, slots not counted: each gets a copy of every event. */
const ENDPOINTS_MAX = 20;

export interface CreatedWebhookEndpoint {
  endpoint: WebhookEndpointView;
  /** Verifies the signatures of deliveries. */
  secret: string;
}

/** Refuses with CONFLICT if the environment is full. Locks the workspace, so that racing calls are counted. */
async function requireRoom(
  tx: Transaction,
  { workspaceId }: KeyManager,
  { environment }: CreateEndpointSettings,
): Promise<Result<null>> {
  await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
  const count = await tx.webhookEndpoint.count({ where: { workspaceId, environment, slot: null } });
  if (count < ENDPOINTS_MAX) return ok(null);
  return refuse(
    'CONFLICT',
    `An environment can have ${ENDPOINTS_MAX} webhook endpoints. Delete one that you no longer need.`,
  );
}

async function insertEndpoint(
  tx: Transaction,
  creator: KeyManager,
  settings: CreateEndpointSettings,
  policy: WebhookPolicy,
): Promise<Result<CreatedWebhookEndpoint>> {
  const current = await requireCurrentSecret(tx, creator);
  if (!current.ok) return current;
  const room = await requireRoom(tx, creator, settings);
  if (!room.ok) return room;
  const { environment, url, description, events, creationToken } = settings;
  const { requestFormat = null, headers = {}, filter } = settings;
  const secret = policy.secret.create();
  const row = await tx.webhookEndpoint.create({
    data: {
      id: newId('whe'),
      workspaceId: creator.workspaceId,
      environment,
      url,
      description,
      events: fromEvents(events),
      sealedSecret: sealWebhookSecret(secret),
      requestFormat,
      sealedHeaders: sealHeaders(headers),
      filter: filter || null,
      creationToken,
      createdById: creator.kind === 'apiKey' ? null : operatorId(creator),
      createdAt: now(),
    },
    select: viewColumns,
  });
  await recordAudit(tx, creator, {
    action: 'webhook.create',
    targetId: row.id,
    detail: { url, environment, description, events },
  });
  return ok({ endpoint: toView(row), secret });
}

/** The settings that the actor asks for. A key creates endpoints of its own environment. */
function readSettings(actor: Actor, input: unknown): Result<CreateEndpointSettings> {
  if (actor.kind !== 'apiKey') return parse(createEndpointSchema, input);
  const parsed = parse(createEndpointInputSchema, input);
  return parsed.ok ? ok({ ...parsed.value, environment: actor.environment }) : parsed;
}

/** The refusal of a repeated request. A key learns which endpoint the first request created. */
async function refuseRepetition({ kind, workspaceId }: KeyManager, creationToken: string) {
  const existing = await db().webhookEndpoint.findFirst({
    where: { workspaceId, creationToken },
    select: { id: true },
  });
  const name = kind === 'apiKey' && existing ? `The endpoint ${existing.id}` : 'This endpoint';
  return refuse(
    'ALREADY_CREATED',
    `${name} was created already, and its secret is shown only once. If you do not have it, rotate the secret of the endpoint.`,
  );
}

/**
 * Creates a webhook endpoint in the actor's workspace and returns its signing secret.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, CONFLICT if there are too many,
 * INVALID_API_KEY if the calling key is no longer valid, or ALREADY_CREATED if the same form or request was sent before. A
 * repeated, doubled or replayed call never creates a second endpoint and never shows a secret again.
 */
export async function createWebhookEndpoint(
  actor: Actor,
  input: unknown,
  policy: WebhookPolicy,
): Promise<Result<CreatedWebhookEndpoint>> {
  const parsed = readSettings(actor, input);
  if (!parsed.ok) return parsed;
  const { environment, creationToken } = parsed.value;
  const events = checkEvents(policy, parsed.value.events);
  if (!events.ok) return events;
  const authorized = authorizeKeyManager(actor, 'webhook-endpoints/create', environment);
  if (!authorized.ok) return authorized;
  const creator = authorized.value;
  const verified = requireVerifiedEmail(creator, environment);
  if (!verified.ok) return verified;
  const url = await checkWebhookUrl(parsed.value.url);
  if (!url.ok) return url;
  const settings = { ...parsed.value, url: url.value };

  try {
    return await transact(creator, (tx) => insertEndpoint(tx, creator, settings, policy));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return refuseRepetition(creator, creationToken);
  }
}
