import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { oldestWaiting } from '@/lib/domain/delivery/oldest-waiting';
import { makeMessage, makeSender, statusOf } from '@/lib/testing/factories/messages';
import { captureLog } from '@/lib/testing/servers/captured-log';

afterEach(() => setClockOffset(0));

it('is when the oldest message that waits was created, as of a minute ago', async () => {
  const sender = await makeSender('sandbox');
  setClockOffset(-40 * DAY);
  const id = await makeMessage(sender);
  const { createdAt } = await db().message.findFirstOrThrow({ where: { id } });
  const scheduledAt = new Date(Date.now());
  await db().message.updateMany({ where: { id }, data: { scheduledAt, nextStepAt: scheduledAt } });
  setClockOffset(0);
  expect(await oldestWaiting('messages')).toEqual(createdAt);

  await dispatchMessages('sandbox', 10);
  expect(await statusOf(id)).toBe('sent');
  await db().message.updateMany({ where: { id }, data: { nextStepAt: null } });
  expect(await oldestWaiting('messages')).toEqual(createdAt);
  setClockOffset(MINUTE);
  const since = await oldestWaiting('messages');
  expect(since.getTime()).toBeGreaterThan(now().getTime() - HOUR - MINUTE);
  expect(since.getTime()).toBeLessThanOrEqual(now().getTime() - HOUR);
});

it('leaves out no message that is older than it said for longer than a minute', async () => {
  const sender = await makeSender('sandbox');
  setClockOffset(2 * DAY);
  await oldestWaiting('messages');
  setClockOffset(2 * DAY - 3 * HOUR);
  const id = await makeMessage(sender);
  setClockOffset(2 * DAY + MINUTE);
  await dispatchMessages('sandbox', 10);
  expect(await statusOf(id)).toBe('sent');
});

describe('with several loops at once', () => {
  // A queue that counts how often it is read.
  beforeAll(async () => {
    await db().$executeRaw`CREATE SEQUENCE queue_reads`;
    await db().$executeRaw`
      CREATE VIEW counted_queue AS SELECT '2026-01-01'::timestamptz AS created_at, nextval('queue_reads') AS next_step_at`;
  });

  async function reads(): Promise<number> {
    const [row] = await db().$queryRaw<{ reads: bigint }[]>`SELECT last_value AS reads FROM queue_reads`;
    return Number(row?.reads);
  }

  const ask = () => Promise.all(Array.from({ length: 5 }, () => oldestWaiting('counted_queue')));

  it('is read once for all of them, and again a minute later', async () => {
    const since = new Date('2026-01-01T00:00:00.000Z');
    expect(await ask()).toEqual(Array(5).fill(since));
    expect(await reads()).toBe(1);
    setClockOffset(MINUTE);
    expect(await ask()).toEqual(Array(5).fill(since));
    expect(await reads()).toBe(2);
  });

  it('stays for another minute if it cannot be read', async () => {
    const lines = captureLog();
    setClockOffset(5 * MINUTE);
    const [since] = await ask();
    await db().$executeRaw`DROP VIEW counted_queue`;
    setClockOffset(6 * MINUTE);
    expect(await ask()).toEqual(Array(5).fill(since));
    expect(await ask()).toEqual(Array(5).fill(since));
    const warnings = () => lines.filter(([level]) => level === 'warn').length;
    expect(warnings()).toBe(1);
    setClockOffset(7 * MINUTE);
    await ask();
    expect(warnings()).toBe(2);
  });

  it('is refused if it could never be read', async () => {
    await expect(oldestWaiting('no_queue')).rejects.toThrow(/no_queue/);
    await expect(oldestWaiting('no_queue')).rejects.toThrow(/no_queue/);
  });
});
