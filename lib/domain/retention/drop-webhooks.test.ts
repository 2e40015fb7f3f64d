import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { startOf } from '@/lib/db/partitions/names';
import type { MemberActor } from '@/lib/domain/actor';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { type ClaimedDelivery, claimDeliveries } from '@/lib/domain/webhook-deliveries/claim';
import { readWebhookDelivery } from '@/lib/domain/webhook-deliveries/read';
import { type MadeAttempt, recordAttempts } from '@/lib/domain/webhook-deliveries/record-attempts';
import { replayWebhookDelivery } from '@/lib/domain/webhook-deliveries/replay';
import { pauseWebhookEndpoint } from '@/lib/domain/webhook-endpoints/pause';
import { overrideEnv } from '@/lib/env';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { openConnection } from '@/lib/testing/servers/database';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

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

function succeed(delivery: ClaimedDelivery): MadeAttempt {
  const response = { status: 200, headers: {}, body: '' };
  const sent = { at: now(), durationMs: 1, url: delivery.url, requestHeaders: {}, requestBody: '', response };
  const outcome = { succeeded: true, unsendable: false, gone: false, error: null, retryAfterMs: undefined };
  return { delivery, attempt: { ...sent, ...outcome } };
}

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
  await keepPartitions();
  expect(await partitionsOf(eventId)).toEqual(in_(dayName()));
  goTo(32);
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

/** Calls `act` when `keepPartitions` is about to drop a partition of a table, and has dropped those of the ones before. */
async function keepPartitionsAround(table: string, act: () => Promise<unknown>) {
  const other = await openConnection();
  try {
    await other.query(`BEGIN; LOCK TABLE ${table} IN ACCESS SHARE MODE`);
    await expect(keepPartitions()).rejects.toThrow(/some tables/);
    await act();
  } finally {
    await other.end();
  }
  await keepPartitions();
}

const finish = (id: string) =>
  db().webhookDelivery.updateMany({
    where: { id },
    data: { state: 'delivered', nextAttemptAt: null, claimedUntil: null, finishedAt: now() },
  });

/** Deletes what is old until there is no more, and expects nothing to be left. */
async function expectNothingLeft() {
  while ((await keepPartitions()) > 0);
  for (const table of Object.keys(TABLES)) {
    expect(await db().$queryRawUnsafe(`SELECT tableoid::regclass::text AS name FROM ${table}`)).toEqual([]);
  }
}

it.each(['webhook_attempts', 'webhook_events'])(
  'leaves nothing of a delivery that is finished just before a partition of %s is dropped',
  async (table) => {
    const { owner, endpointId } = await makeOwner();
    const { id, eventId } = await makeDelivery(owner, endpointId, pending);
    goTo(32);
    await keepPartitionsAround(table, () => finish(id));
    expect(await partitionsOf(eventId)).toEqual({});
    await expectNothingLeft();
  },
);

it('leaves nothing of an attempt that is recorded while its day is dropped', async () => {
  const { owner, endpointId } = await makeOwner();
  const { id } = await makeDelivery(owner, endpointId, pending);
  goTo(32);
  const made = await claimDeliveries({ total: 100, failing: 100, leaseMs: SECOND });
  await keepPartitionsAround('webhook_events', () => recordAttempts(made.map(succeed), keydesk.webhooks));
  expect(await db().webhookAttempt.count({ where: { deliveryId: id } })).toBe(0);
  await expectNothingLeft();
});

it('keeps the deliveries of a worker that records attempts until it has, and leaves nothing of them', async () => {
  const { owner, endpointId } = await makeOwner();
  await makeDelivery(owner, endpointId, pending);
  goTo(32);
  const made = await claimDeliveries({ total: 100, failing: 100, leaseMs: SECOND });
  const other = await openConnection();
  let recorded: Promise<void>;
  try {
    // It has the deliveries locked, and waits to insert the attempts.
    await other.query('BEGIN; LOCK TABLE webhook_attempts IN SHARE MODE');
    recorded = recordAttempts(made.map(succeed), keydesk.webhooks);
    await expect.poll(waitingForLocks).toBe(1);
    const deliveries = `webhook_deliveries_${dayName()}`;
    await expect(
      db().$queryRaw`SELECT FROM drop_webhook_partition('webhook_deliveries', ${deliveries}, ${now()})`,
    ).rejects.toThrow(/lock timeout/);
  } finally {
    await other.end();
  }
  await recorded;
  await expectNothingLeft();
});

it.each(Object.keys(TABLES))('leaves nothing of a day of which %s had no partition', async (table) => {
  await db().$executeRawUnsafe(`DROP TABLE ${table}_${dayName()}`);
  const { owner, endpointId } = await makeOwner();
  const { id, eventId } = await makeDelivery(owner, endpointId);
  const waiting = await makeDelivery(owner, endpointId, pending);
  expect(await partitionsOf(eventId)).toEqual({ ...in_(dayName()), [table]: 'default' });
  goTo(32);
  while ((await keepPartitions()) > 0);
  expect(await db().webhookAttempt.count({ where: { deliveryId: id } })).toBe(0);
  expect(await partitionsOf(eventId)).toEqual({});
  expect(await partitionsOf(waiting.eventId)).toEqual(in_('default'));
  await finish(waiting.id);
  await expectNothingLeft();
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
