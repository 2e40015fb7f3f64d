import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { startOf } from '@/lib/db/partitions/names';
import type { MemberActor } from '@/lib/domain/actor';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { claimDeliveries } from '@/lib/domain/webhook-deliveries/claim';
import { readWebhookDelivery } from '@/lib/domain/webhook-deliveries/read';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { openConnection } from '@/lib/testing/servers/database';

/** The tests move on in time. Each begins with a day that has a partition of its own. */
let day = startOf('day', new Date(), 100);
const goTo = (days: number) => setClockOffset(day.getTime() + days * DAY - Date.now());

beforeEach(async () => {
  await db().webhookEvent.deleteMany();
  day = new Date(day.getTime() + 100 * DAY);
  goTo(-1);
  await keepPartitions();
  goTo(0.5);
});
afterEach(() => {
  overrideEnv({ RETENTION_DAYS: '' });
  setClockOffset(0);
});

const TABLES = {
  webhook_events: 'id',
  webhook_deliveries: 'event_id',
  webhook_attempts: `request_headers->>'webhook-id'`,
};

/** The partitions in which the rows of an event are. */
async function partitionsOf(eventId: string): Promise<Record<string, string>> {
  const found = await Promise.all(
    Object.entries(TABLES).map(async ([table, column]) => {
      const rows = await db().$queryRawUnsafe<{ name: string }[]>(
        `SELECT tableoid::regclass::text AS name FROM ${table} WHERE ${column} = $1`,
        eventId,
      );
      return rows.map(({ name }) => [table, name.slice(table.length + 1)]);
    }),
  );
  return Object.fromEntries(found.flat());
}

const in_ = (partition: string) => Object.fromEntries(Object.keys(TABLES).map((table) => [table, partition]));

const dayName = () => day.toISOString().slice(0, 10).replaceAll('-', '');

async function makeOwner(): Promise<{ owner: MemberActor; endpointId: string }> {
  const owner = await makeMember();
  const { endpoint } = await makeEndpoint(owner);
  return { owner, endpointId: endpoint.id };
}

const pending = { state: 'pending', finishedAt: null, nextAttemptAt: new Date(0) } as const;

const claimAll = async () =>
  (await claimDeliveries({ total: 100, failing: 100, leaseMs: SECOND })).map(({ id }) => id);

it('drops a day of events when it is 30 days old, with deliveries and attempts', async () => {
  const { owner, endpointId } = await makeOwner();
  const { eventId } = await makeDelivery(owner, endpointId);
  expect(await partitionsOf(eventId)).toEqual(in_(dayName()));
  goTo(30.9);
  await keepPartitions();
  expect(await partitionsOf(eventId)).toEqual(in_(dayName()));
  goTo(31.1);
  await keepPartitions();
  expect(await partitionsOf(eventId)).toEqual({});
  expect(
    await db().$queryRaw`SELECT to_regclass(${`webhook_deliveries_${dayName()}`})::text AS name`,
  ).toEqual([{ name: null }]);
});

it('drops it earlier if messages are kept for less than 30 days', async () => {
  const { owner, endpointId } = await makeOwner();
  const { eventId } = await makeDelivery(owner, endpointId);
  overrideEnv({ RETENTION_DAYS: '7' });
  goTo(8.1);
  await keepPartitions();
  expect(await partitionsOf(eventId)).toEqual({});
});

it('keeps what is pending when its day is dropped, until it is finished', async () => {
  const { owner, endpointId } = await makeOwner();
  const finished = await makeDelivery(owner, endpointId);
  const waiting = await makeDelivery(owner, endpointId, pending);
  const replayed = await makeDelivery(owner, endpointId);
  goTo(29);
  granted(await replayWebhookDelivery(owner, { endpointId, deliveryId: replayed.id }));
  goTo(32);
  await keepPartitions();
  expect(await partitionsOf(finished.eventId)).toEqual({});
  for (const { id, eventId } of [waiting, replayed]) {
    expect(await partitionsOf(eventId)).toEqual(in_('default'));
    const read = granted(await readWebhookDelivery(owner, { endpointId, deliveryId: id }));
    expect(read).toMatchObject({ state: 'pending', attempts: 1, attemptLog: [{ status: 500 }] });
  }
  await keepPartitions();
  expect(await claimAll()).toEqual([waiting.id, replayed.id]);

  await db().webhookDelivery.updateMany({ where: { id: waiting.id }, data: { state: 'delivered' } });
  await keepPartitions();
  expect(await partitionsOf(waiting.eventId)).toEqual({});
  expect(await partitionsOf(replayed.eventId)).toEqual(in_('default'));
});

it('does not keep what waits for a paused endpoint', async () => {
  const { owner, endpointId } = await makeOwner();
  const { eventId } = await makeDelivery(owner, endpointId, pending);
  const { endpoint: other } = await makeEndpoint(owner);
  const sent = await makeDelivery(owner, other.id, pending);
  granted(await pauseWebhookEndpoint(owner, { endpointId }));
  goTo(29);
  await deleteExpired();
  expect(await partitionsOf(eventId)).toEqual(in_(dayName()));
  goTo(32);
  await deleteExpired();
  await keepPartitions();
  expect(await partitionsOf(eventId)).toEqual({});
  expect(await partitionsOf(sent.eventId)).toEqual(in_('default'));
});

it('deletes rows without a partition of their day when they are old and finished', async () => {
  const { owner, endpointId } = await makeOwner();
  goTo(40);
  const finished = await makeDelivery(owner, endpointId);
  const waiting = await makeDelivery(owner, endpointId, pending);
  expect(await partitionsOf(finished.eventId)).toEqual(in_('default'));
  goTo(69.9);
  await keepPartitions();
  expect(await partitionsOf(finished.eventId)).toEqual(in_('default'));
  goTo(70.1);
  await keepPartitions();
  expect(await partitionsOf(finished.eventId)).toEqual({});
  expect(await partitionsOf(waiting.eventId)).toEqual(in_('default'));
});

it('keeps events as long as their deliveries cannot be dropped', async () => {
  const { owner, endpointId } = await makeOwner();
  const { eventId, id } = await makeDelivery(owner, endpointId);
  goTo(32);
  const other = await openConnection();
  try {
    await other.query('BEGIN');
    await other.query('SELECT FROM webhook_deliveries WHERE id = $1', [id]);
    await expect(keepPartitions()).rejects.toThrow(/some tables/);
  } finally {
    await other.end();
  }
  expect(Object.keys(await partitionsOf(eventId))).toEqual(
    expect.arrayContaining(['webhook_deliveries', 'webhook_events']),
  );
  await keepPartitions();
  expect(await partitionsOf(eventId)).toEqual({});
});

it('deletes deliveries with their event, and attempts with their delivery', async () => {
  const { owner, endpointId } = await makeOwner();
  const { id, eventId } = await makeDelivery(owner, endpointId, pending);
  const other = await makeDelivery(owner, endpointId, pending);
  await db().webhookDelivery.deleteMany({ where: { id: other.id, createdAt: { lte: now() } } });
  expect(await partitionsOf(other.eventId)).toEqual({ webhook_events: dayName() });
  expect(await claimAll()).toEqual([id]);
  await db().webhookEvent.deleteMany({ where: { id: eventId } });
  expect(await partitionsOf(eventId)).toEqual({});
  expect(await db().pendingWebhookDelivery.count({ where: { queue: endpointId } })).toBe(0);
});
