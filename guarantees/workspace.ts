import { UNLIMITED } from '@/bench/database';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { makeMember } from '@/lib/testing/factories/members';

/** Creates a workspace whose keys may call without a limit, and returns its owner. */
export async function makeWorkspace(): Promise<MemberActor> {
  const owner = await makeMember();
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { rateLimitCap: UNLIMITED } });
  return owner;
}
