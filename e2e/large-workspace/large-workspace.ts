import { test as base, expect } from '@/e2e/fixtures';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKey } from '@/lib/db/generated/client';
import type { ApiKeyWhereInput } from '@/lib/db/generated/models';
import type { MemberActor } from '@/lib/domain/actor';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { copyLargeData } from '@/lib/testing/servers/migrated-data';

/** A server with the workspace that `npm run seed -- --large` made. Tests that change a key find one of their own. */
export const test = base.extend<object, object>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  fillDataDir: [({}, use) => use(copyLargeData), { scope: 'worker' }],
});

export { expect };

/** The owner of the large workspace. */
export async function findOwner(): Promise<MemberActor> {
  const [largest] = await db().apiKey.groupBy({
    by: ['workspaceId'],
    _count: true,
    orderBy: { _count: { workspaceId: 'desc' } },
    take: 1,
  });
  const { userId, workspaceId } = await db().membership.findFirstOrThrow({
    where: { workspaceId: largest?.workspaceId ?? '', role: 'owner' },
  });
  return {
    ...{ kind: 'member', role: 'owner', userId, workspaceId },
    ...{ emailVerified: true, sessionId: 'test', address: '192.0.2.1' },
  };
}

/** So many days from now. */
export const inDays = (days: number) => new Date(now().getTime() + days * DAY);

/** Neither revoked, disabled nor expired. */
export const isUsable = (): ApiKeyWhereInput => ({
  ...{ revokedAt: null, disabledAt: null },
  OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }],
});

/** The newest usable key of the large workspace that is like this. */
export async function findKey(where: ApiKeyWhereInput = {}): Promise<ApiKey> {
  const { workspaceId } = await findOwner();
  return db().apiKey.findFirstOrThrow({
    where: { AND: [where, isUsable(), { workspaceId }] },
    orderBy: { createdAt: 'desc' },
  });
}

/** Like a key that never had another secret: no other test has given it one. */
export const withOneSecret = {
  expiresAt: null,
  signingRequired: false,
  allowlist: { equals: [] },
  secrets: { none: { replacedAt: { not: null } } },
};

/** Gives a key a secret that a test knows, which ends all others. */
export async function renewSecret(keyId: string): Promise<string> {
  const { id: secretId } = await db().apiKeySecret.findFirstOrThrow({
    where: { apiKeyId: keyId, replacedAt: null, retiredAt: null },
  });
  const input = { keyId, secretId, overlap: 'now' };
  return granted(await rotateApiKey(await findOwner(), input, keydesk.keys)).secret;
}
