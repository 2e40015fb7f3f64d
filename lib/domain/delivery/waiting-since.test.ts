import { afterEach, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { waitingSince } from '@/lib/domain/delivery/waiting-since';
import { makeMessage, makeSender, statusOf } from '@/lib/testing/factories/messages';

afterEach(() => setClockOffset(0));

it('is when the oldest message that waits was created, as of a minute ago', async () => {
  const sender = await makeSender('sandbox');
  setClockOffset(-40 * DAY);
  const id = await makeMessage(sender);
  const { createdAt } = await db().message.findFirstOrThrow({ where: { id } });
  const scheduledAt = new Date(Date.now());
  await db().message.updateMany({ where: { id }, data: { scheduledAt, nextStepAt: scheduledAt } });
  setClockOffset(0);
  expect(await waitingSince('messages')).toEqual(createdAt);

  await dispatchMessages('sandbox', 10);
  expect(await statusOf(id)).toBe('sent');
  await db().message.updateMany({ where: { id }, data: { nextStepAt: null } });
  expect(await waitingSince('messages')).toEqual(createdAt);
  setClockOffset(MINUTE);
  const since = await waitingSince('messages');
  expect(since.getTime()).toBeGreaterThan(now().getTime() - HOUR - MINUTE);
  expect(since.getTime()).toBeLessThanOrEqual(now().getTime() - HOUR);
});

it('leaves out no message that is older than it said for longer than a minute', async () => {
  const sender = await makeSender('sandbox');
  setClockOffset(2 * DAY);
  await waitingSince('messages');
  setClockOffset(2 * DAY - 3 * HOUR);
  const id = await makeMessage(sender);
  setClockOffset(2 * DAY + MINUTE);
  await dispatchMessages('sandbox', 10);
  expect(await statusOf(id)).toBe('sent');
});
