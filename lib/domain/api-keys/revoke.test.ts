import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { approvedBy, impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

async function refusalCode(...args: Parameters<typeof revokeApiKey>) {
  const result = await revokeApiKey(...args);
  return result.ok ? undefined : result.refusal.code;
}

describe('revokeApiKey', () => {
  it('revokes the key and audits it in the same transaction', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor);
    const { revokedAt } = granted(await revokeApiKey(actor, { keyId: key.id }));

    expect(await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).toMatchObject({
      revokedAt,
      revokedById: actor.userId,
    });
    expect(
      await db().auditEvent.findMany({ where: { targetId: key.id, action: 'api_key.revoke' } }),
    ).toMatchObject([{ actorId: actor.userId, workspaceId: actor.workspaceId, address: actor.address }]);
  });

  it('shows the customer when support has revoked it', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const agent = await makeStaff();
    const impersonation = await makeImpersonation(agent, owner, approvedBy(owner));
    granted(await revokeApiKey(impersonate(owner, impersonation, 'act'), { keyId: key.id }));
    const { revokedBy } = granted(await readApiKey(owner, { keyId: key.id }));
    expect(revokedBy).toBe('Grace Hopper (Onboarding) of support');
  });

  it('revokes once, also if it is called several times at once', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor);
    const first = granted(await revokeApiKey(actor, { keyId: key.id }));
    const again = await Promise.all(Array.from({ length: 5 }, () => revokeApiKey(actor, { keyId: key.id })));

    for (const result of again) expect(granted(result)).toEqual(first);
    expect(await db().auditEvent.count({ where: { targetId: key.id, action: 'api_key.revoke' } })).toBe(1);
  });

  it('leaves the other keys of the workspace alone', async () => {
    const actor = await makeMember();
    const [one, other] = [await makeKey(actor), await makeKey(actor)];
    granted(await revokeApiKey(actor, { keyId: one.key.id }));
    expect((await db().apiKey.findUniqueOrThrow({ where: { id: other.key.id } })).revokedAt).toBeNull();
  });

  it('finds a key of the workspace, and none of another workspace', async () => {
    const [owner, stranger] = [await makeMember(), await makeMember()];
    const { key } = await makeKey(owner);
    expect(await refusalCode(stranger, { keyId: key.id })).toBe('NOT_FOUND');
    expect((await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).revokedAt).toBeNull();
    expect(await refusalCode(owner, { keyId: key.id })).toBeUndefined();
  });

  it.each([
    ['admin', 'live', undefined],
    ['developer', 'sandbox', undefined],
    ['developer', 'live', 'FORBIDDEN'],
    ['viewer', 'sandbox', 'FORBIDDEN'],
    ['viewer', 'live', 'FORBIDDEN'],
  ] as const)('returns to a %s who revokes a %s key: %s', async (role, environment, code) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { environment });
    const actor = await makeMember(role, { workspaceId: owner.workspaceId });
    expect(await refusalCode(actor, { keyId: key.id })).toBe(code);
  });

  it('refuses anyone but a member, and invalid ids', async () => {
    const actor = await makeMember();
    const { key } = await makeKey(actor);
    expect(await refusalCode(SYSTEM, { keyId: key.id })).toBe('FORBIDDEN');
    expect(await refusalCode(actor, { keyId: "key_' OR 1=1" })).toBe('INVALID_REQUEST');
    expect(await refusalCode(actor, { keyId: key.id, force: true })).toBe('INVALID_REQUEST');
  });
});
