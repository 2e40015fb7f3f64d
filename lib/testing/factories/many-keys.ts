import { randomUUID } from 'node:crypto';
import { now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { MemberActor } from '@/lib/domain/actor';
import { newId } from '@/lib/ids';

/** Makes sandbox keys without secrets, past the verb, which is faster. Returns their ids, that of the newest first. */
export async function makeManyKeys(
  actor: MemberActor,
  count: number,
  data: Partial<Prisma.ApiKeyCreateManyInput> = {},
): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId('key'),
    workspaceId: actor.workspaceId,
    environment: 'sandbox' as const,
    label: `Key ${index + 1}`,
    scopes: ['messages.send'],
    creationToken: randomUUID(),
    createdById: actor.userId,
    createdAt: new Date(now().getTime() - index * SECOND),
    rateLimit: 120,
    ...data,
  }));
  await db().apiKey.createMany({ data: rows });
  return rows.map(({ id }) => id);
}
