import { afterEach, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { warnOfDefault } from '@/lib/domain/retention/warn-of-default';
import { overrideEnv } from '@/lib/env';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { captureLog } from '@/lib/testing/servers/captured-log';

afterEach(() => {
  overrideEnv({ RETENTION_DAYS: '' });
  setClockOffset(0);
});

it('warns of messages that are not in a month, if messages are removed at all', async () => {
  const lines = captureLog();
  const warnings = () => lines.filter(([level]) => level === 'warn');
  overrideEnv({ RETENTION_DAYS: '30' });
  const sender = await makeSender();
  await makeMessage(sender);
  await warnOfDefault();
  expect(warnings()).toEqual([]);

  // No worker has made a partition for this time.
  setClockOffset(1_000 * DAY);
  await makeMessage(sender);
  await warnOfDefault();
  const warning = [
    'warn',
    { partition: 'messages_default' },
    'Rows in the default partition are never removed',
  ];
  expect(warnings()).toEqual([warning]);
  overrideEnv({ RETENTION_DAYS: '' });
  await warnOfDefault();
  expect(warnings()).toEqual([warning]);
});
