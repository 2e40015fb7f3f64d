import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { isDatabaseReady } from '@/lib/db/readiness';

it('is ready when every migration has been applied', async () => {
  expect(await isDatabaseReady()).toBe(true);
  await db().$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
  expect(await isDatabaseReady()).toBe(false);
  await db().$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
});

it('does not wait for a database that does not answer', async () => {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE _prisma_migrations`;
    expect(await isDatabaseReady()).toBe(false);
  });
  expect(await isDatabaseReady()).toBe(true);
});
