import { describe, expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { sendMessages } from '@/lib/domain/messages/send';
import { recordNetworks } from '@/lib/domain/usage/record-networks';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { createWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { readEvent } from '@/lib/domain/webhook-events/event';
import { timesOfIds } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { endpointInput } from '@/lib/testing/factories/webhooks';
import { acmeWebhooks } from '@/lib/testing/requests/acme-profile';

async function subscribed(events: 'all' | string[] = 'all') {
  const owner = await makeMember();
  const input = endpointInput({ events, environment: 'sandbox' });
  const { endpoint } = granted(await createWebhookEndpoint(owner, input, keydesk.webhooks));
  return { owner, endpointId: endpoint.id };
}

/** The events of a workspace, in order. Each has one delivery. */
async function eventsOf(workspaceId: string) {
  const where = { workspaceId };
  const deliveries = await db().webhookDelivery.findMany({ where, orderBy: { position: 'asc' } });
  const stored = await db().webhookEvent.findMany({ where });
  return deliveries.map(({ id: deliveryId, eventId, createdAt: at }) => {
    expect(timesOfIds([deliveryId])).toEqual({ first: at, last: at });
    const event = stored.find(({ id, createdAt }) => id === eventId && createdAt.getTime() === at.getTime());
    if (!event) throw new Error(`There is no event ${eventId} at the time of its delivery.`);
    return readEvent({ ...event, at });
  });
}

describe('events of keys', () => {
  it('are recorded when a key is created, rotated and revoked', async () => {
    const { owner } = await subscribed();
    const { key } = await makeKey(owner);
    const secretId = (await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } })).id;
    granted(await rotateApiKey(owner, { keyId: key.id, secretId, overlap: '1h' }, keydesk.keys));
    granted(await revokeApiKey(owner, { keyId: key.id }));
    granted(await revokeApiKey(owner, { keyId: key.id }));
    const data = { id: key.id, label: key.label, expiresAt: null };
    expect(await eventsOf(owner.workspaceId)).toMatchObject([
      { type: 'api_key.created', environment: 'sandbox', data },
      { type: 'api_key.rotated', data: { ...data, oldSecretEndsAt: expect.any(Date) } },
      { type: 'api_key.revoked', data },
    ]);
  });

  it('are not recorded for another environment, or for an endpoint that wants others', async () => {
    const { owner } = await subscribed(['message.sent']);
    await makeKey(owner);
    expect(await db().webhookEvent.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
  });

  it('are not recorded for a slot without events', async () => {
    const { workspaceId, ...owner } = await makeMember();
    await db().webhookEndpoint.create({
      data: {
        id: 'whe_slot',
        workspaceId,
        environment: 'sandbox',
        slot: acmeWebhooks.slots[1]?.name,
        url: 'https://8.8.8.1/',
      },
    });
    await makeKey({ ...owner, workspaceId });
    expect(await db().webhookEvent.count({ where: { workspaceId } })).toBe(0);
  });

  it('are recorded for the first use from another network than before', async () => {
    const { owner } = await subscribed(['api_key.new_network']);
    const { key } = await makeKey(owner);
    const use = (address: string, days = 0) =>
      recordNetworks([{ keyId: key.id, address, at: new Date(now().getTime() + days * DAY) }]);
    await use('192.0.2.1');
    await use('192.0.2.1', 2);
    await use('2001:db8::1');
    await use('2001:db8::2');
    await Promise.all([use('192.0.2.7'), use('192.0.2.7')]);
    expect(await eventsOf(owner.workspaceId)).toMatchObject([
      { type: 'api_key.new_network', data: { id: key.id, address: '2001:db8::1' } },
      { type: 'api_key.new_network', data: { id: key.id, address: '192.0.2.7' } },
    ]);
  });
});

it('records a low balance once, when a debit takes it below the limit', async () => {
  const caller = await makeCaller({ money: 10n * CURRENCY_UNIT });
  const { workspaceId, environment } = caller.actor;
  const { sandboxBalance, liveBalance } = await db().workspace.findUniqueOrThrow({
    where: { id: workspaceId },
  });
  const lowBalance = environment === 'live' ? liveBalance : sandboxBalance;
  await db().workspace.update({ where: { id: workspaceId }, data: { lowBalance } });
  await db().webhookEndpoint.create({
    data: { id: 'whe_balance', workspaceId, environment, url: 'https://8.8.8.1/', events: ['balance.low'] },
  });
  for (const to of ['+31612345678', '+31612345679']) await sendMessages(caller.actor, { to, text: 'Hello' });
  expect(await eventsOf(workspaceId)).toMatchObject([
    { type: 'balance.low', data: { threshold: { amount: lowBalance, currency: 'EUR' } } },
  ]);
});
