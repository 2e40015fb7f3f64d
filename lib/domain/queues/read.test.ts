import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { type QueueDepth, readQueues } from '@/lib/domain/queues/read';
import { newId } from '@/lib/ids';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';

const ago = (ms: number) => new Date(now().getTime() - ms);

beforeEach(async () => {
  await db().webhookEvent.deleteMany();
  await db().message.updateMany({ data: { status: 'canceled', nextStepAt: null } });
});

async function depthOf(queue: QueueDepth['queue'], environment: Environment | null = null) {
  const found = (await readQueues()).find((each) => each.queue === queue && each.environment === environment);
  if (!found) throw new Error(`There is no queue ${queue}.`);
  return { waiting: found.waiting, oldestMinutes: Math.floor(found.oldestSeconds / 60) };
}

const EMPTY = { waiting: 0, oldestMinutes: 0 };

it('counts messages that no carrier has accepted, by environment, from when they were to be sent', async () => {
  expect(await depthOf('messages', 'live')).toEqual(EMPTY);
  const sender = await makeSender('live');
  const id = await makeMessage(sender);
  await makeMessage(sender);
  // After an attempt that failed, it waits for the next one.
  const data = { createdAt: ago(3 * HOUR), scheduledAt: ago(10 * MINUTE), nextStepAt: ago(-15 * MINUTE) };
  await db().message.updateMany({ where: { id }, data });
  expect(await depthOf('messages', 'live')).toEqual({ waiting: 2, oldestMinutes: 10 });
  expect(await depthOf('messages', 'sandbox')).toEqual(EMPTY);
});

it('does not count messages that are scheduled or accepted', async () => {
  const sender = await makeSender('live');
  const [scheduled, soon, accepted] = await Promise.all([1, 2, 3].map(() => makeMessage(sender)));
  const later = (ms: number) => ({ scheduledAt: ago(-ms), nextStepAt: ago(-ms) });
  await db().message.updateMany({ where: { id: scheduled }, data: later(DAY) });
  await db().message.updateMany({ where: { id: soon }, data: later(MINUTE) });
  await db().message.updateMany({ where: { id: accepted }, data: { status: 'sent' } });
  expect(await depthOf('messages', 'live')).toEqual(EMPTY);
});

it('counts deliveries that are due, except those that wait for a receiver which is paused or fails', async () => {
  const owner = await makeMember();
  const [sound, paused, failing] = await Promise.all([1, 2, 3].map(() => makeEndpoint(owner)));
  await db().webhookEndpoint.update({ where: { id: paused?.endpoint.id }, data: { pausedAt: now() } });
  await db().webhookEndpoint.update({ where: { id: failing?.endpoint.id }, data: { failingSince: now() } });
  const due = { state: 'pending' as const, finishedAt: null, nextAttemptAt: ago(5 * MINUTE) };
  for (const made of [sound, paused, failing]) await makeDelivery(owner, made?.endpoint.id ?? '', due);
  const id = sound?.endpoint.id ?? '';
  await makeDelivery(owner, id, { ...due, nextAttemptAt: ago(-MINUTE) });
  await makeDelivery(owner, id, { ...due, nextAttemptAt: ago(HOUR), claimedUntil: ago(-MINUTE) });
  await makeDelivery(owner, id, {
    ...due,
    endpointId: null,
    queue: `callback:${owner.workspaceId}`,
    nextAttemptAt: ago(7 * MINUTE),
  });
  expect(await depthOf('webhooks')).toEqual({ waiting: 2, oldestMinutes: 7 });
});

it('counts mails until they are sent or given up, and bulk actions until they end', async () => {
  const { workspaceId } = await makeMember();
  const mail = { recipient: 'a@example.com', subject: 'Hello', createdAt: ago(2 * MINUTE) };
  await db().mail.createMany({
    data: [
      { ...mail, id: newId('mail'), nextAttemptAt: ago(-10 * MINUTE) },
      { ...mail, id: newId('mail'), nextAttemptAt: null },
    ],
  });
  const action = { workspaceId, change: {}, createdAt: ago(4 * MINUTE) };
  await db().bulkAction.createMany({
    data: [
      { ...action, id: newId('bulk'), token: randomUUID() },
      { ...action, id: newId('bulk'), token: randomUUID(), endedAt: now() },
    ],
  });
  const depths = await Promise.all([depthOf('mails'), depthOf('bulk_actions')]);
  expect(depths).toEqual([
    { waiting: 1, oldestMinutes: 2 },
    { waiting: 1, oldestMinutes: 4 },
  ]);
});
