import { randomBytes, randomUUID } from 'node:crypto';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import { type CreatedWebhookEndpoint, createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import type { CreateEndpointInput } from '@/lib/domain/webhook-endpoints/schema';
import { KEY_EVENTS, MESSAGE_EVENTS } from '@/lib/domain/webhook-events/event-types';
import { setWebhookSettings } from '@/lib/domain/webhook-settings/set';
import { newId } from '@/lib/ids';
import type { Profile, Route } from '@/lib/profiles/profile';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';

/** What a provider lets its customers choose. */
export const webhookPolicy: WebhookPolicy = {
  events: [...MESSAGE_EVENTS, ...KEY_EVENTS].map((type) => ({ type, name: type, summary: `About ${type}.` })),
  slots: [],
  secret: { create: () => `whsec_${randomBytes(24).toString('base64')}`, readable: false, overlapMs: 60_000 },
};

/** The policy of a provider whose API has slots, and whose customers choose the secret. */
export const slotPolicy: WebhookPolicy = {
  ...webhookPolicy,
  slots: [
    { name: 'report', events: ['message.delivered', 'message.undelivered'] },
    { name: 'click', events: [] },
  ],
  options: ['unique'],
  secret: { ...webhookPolicy.secret, accepts: { maxLength: 64 }, overlapMs: 0 },
};

/** A form filled in correctly, as the dialog sends it. */
export function endpointInput(changes: Partial<CreateEndpointInput> = {}): CreateEndpointInput {
  return {
    environment: 'sandbox',
    url: `https://8.8.8.1/${randomUUID()}`,
    description: 'Orders',
    events: 'all',
    creationToken: randomUUID(),
    ...changes,
  };
}

/** An endpoint that was created by the verb. */
export async function makeEndpoint(
  owner: MemberActor,
  changes: Partial<CreateEndpointInput> = {},
): Promise<CreatedWebhookEndpoint> {
  return granted(await createWebhookEndpoint(owner, endpointInput(changes), webhookPolicy));
}

/** A delivery of a new event to an endpoint. It failed after one attempt, unless `changes` say otherwise. */
export async function makeDelivery(
  { workspaceId }: MemberActor,
  endpointId: string,
  changes: Partial<Prisma.WebhookDeliveryUncheckedCreateInput> & { type?: string } = {},
): Promise<{ id: string; eventId: string }> {
  const { type = 'message.sent', ...columns } = changes;
  const place = { workspaceId, environment: 'sandbox' as const, createdAt: columns.createdAt ?? now() };
  const event = { ...place, id: newId('evt'), type, subject: newId('msg'), data: { endpointId } };
  await db().webhookEvent.create({ data: event });
  const delivery = await db().webhookDelivery.create({
    data: {
      ...place,
      id: newId('dlv'),
      eventId: event.id,
      endpointId,
      queue: endpointId,
      subject: event.subject,
      state: 'failed',
      attempts: 1,
      finishedAt: now(),
      lastStatus: 500,
      lastError: 'The endpoint responded with 500.',
      ...columns,
    },
  });
  await db().webhookAttempt.create({
    data: {
      deliveryId: delivery.id,
      deliveryCreatedAt: delivery.createdAt,
      at: now(),
      durationMs: 34,
      status: delivery.lastStatus,
      error: delivery.lastError,
      url: 'https://8.8.8.1/',
      requestHeaders: { 'content-type': 'application/json', 'webhook-id': event.id },
      requestBody: JSON.stringify({ type, timestamp: now(), data: {} }),
      responseHeaders: { 'content-type': 'text/plain' },
      responseBody: 'Internal Server Error',
    },
  });
  return { id: delivery.id, eventId: event.id };
}

/** An endpoint with a delivery, and more endpoints on demand, for calls of every verb. */
export async function makeWebhookTargets(owner: MemberActor) {
  const { endpoint } = await makeEndpoint(owner);
  const delivery = await makeDelivery(owner, endpoint.id);
  return {
    endpointId: endpoint.id,
    deliveryId: delivery.id,
    async spareEndpointId(environment: Environment): Promise<string> {
      const { workspaceId } = owner;
      const data = { id: newId('whe'), workspaceId, environment, url: 'https://8.8.8.1/' };
      return (await db().webhookEndpoint.create({ data, select: { id: true } })).id;
    },
  };
}

/** Deletes the endpoints and deliveries of the owner's workspace: both are limited, and nothing sends test events here. */
export async function clearWebhooks({ workspaceId }: MemberActor): Promise<void> {
  await db().webhookDelivery.deleteMany({ where: { workspaceId } });
  await db().webhookEndpoint.deleteMany({ where: { workspaceId, slot: null } });
}

/**
 * Gives the owner a webhook endpoint and a delivery with the ids in the example of a route, so that its samples work.
 * Earlier ones are deleted.
 */
export async function placeExampleWebhook(owner: MemberActor, { docs }: Pick<Route, 'docs'>): Promise<void> {
  const { workspaceId } = owner;
  const { id, delivery_id: deliveryId } = docs.example.params ?? {};
  await clearWebhooks(owner);
  if (id === undefined) return;
  await db().webhookEndpoint.create({
    data: {
      id,
      workspaceId,
      environment: 'sandbox',
      url: 'https://8.8.8.1/',
      // The version of the secret in examples is that of these bytes.
      sealedSecret: Buffer.from('never opened'),
      createdById: owner.userId,
    },
  });
  if (deliveryId !== undefined) await makeDelivery(owner, id, { id: deliveryId });
}

/** Gives every slot of the sandbox a URL, by a new key. */
export async function placeSlotUrls(
  owner: MemberActor,
  { webhooks }: Pick<Profile, 'webhooks'>,
): Promise<void> {
  await clearWebhooks(owner);
  const { actor } = await makeCaller({ owner });
  const urls = Object.fromEntries(webhooks.slots.map(({ name }) => [name, 'https://8.8.8.1/']));
  granted(await setWebhookSettings(actor, { urls }, webhooks));
}
