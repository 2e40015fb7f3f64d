import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { isDatabaseReady } from '@/lib/db/readiness';

/** On a busy machine, a check can take longer than it may. */
const expectReady = () => expect.poll(isDatabaseReady).toBe(true);

it('is ready when all migrations are applied', async () => {
  await expectReady();
  await db().$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
  expect(await isDatabaseReady()).toBe(false);
  await db().$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
});

it('does not wait for a database that does not respond', async () => {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE _prisma_migrations`;
    expect(await isDatabaseReady()).toBe(false);
  });
  await expectReady();
});
