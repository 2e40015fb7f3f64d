import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { endAtFirstUse } from '@/lib/domain/key-rotation/end-at-first-use';
import { readOldSecret } from '@/lib/domain/key-rotation/old-secret';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

async function startRotation(owner: MemberActor, overlap: Overlap = 'firstUse') {
  const { key, secret: old } = await makeKey(owner);
  const rotate = async (next: Overlap) => {
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    return granted(await rotateApiKey(owner, { keyId: key.id, secretId, overlap: next }, keydesk.keys));
  };
  const { key: rotated, secret } = await rotate(overlap);
  const use = { id: key.id, secretId: rotated.secretId, workspace: { id: owner.workspaceId } };
  return { keyId: key.id, old, secret, use, oldId: rotated.oldSecret?.id ?? '', rotate };
}

const works = async (secret: string) => (await lookUpKey(secret)) !== null;
const end = async (use: Parameters<typeof endAtFirstUse>[1]) => granted(await endAtFirstUse(SYSTEM, use));

describe('endAtFirstUse', () => {
  it('ends the old secret once, also if many calls are the first', async () => {
    const { keyId, old, secret, use } = await startRotation(await makeMember());
    expect([await works(old), await works(secret)]).toEqual([true, true]);
    expect(await lookUpKey(secret)).toMatchObject({ endsOldSecret: true });
    expect(await lookUpKey(old)).toMatchObject({ endsOldSecret: false });
    const ended = await Promise.all(Array.from({ length: 6 }, () => end(use)));
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect([await works(old), await works(secret)]).toEqual([false, true]);
    expect(await lookUpKey(secret)).toMatchObject({ endsOldSecret: false });
    const where = { targetId: keyId, action: 'api_key.retire_secret' };
    expect(await db().auditEvent.count({ where })).toBe(1);
  });

  it('shows that the old secret works until then', async () => {
    const owner = await makeMember();
    const { keyId, use } = await startRotation(owner);
    expect(granted(await readOldSecret(owner, { keyId }))).toMatchObject({
      endsAt: null,
      endsAtFirstUse: true,
    });
    await end(use);
    expect(granted(await readOldSecret(owner, { keyId }))).toBeNull();
  });

  it.each(['24h', 'untilRetired'] as const)(
    'leaves an old secret with the overlap %s alone',
    async (overlap) => {
      const { old, secret, use } = await startRotation(await makeMember(), overlap);
      expect(await lookUpKey(secret)).toMatchObject({ endsOldSecret: false });
      expect(await end(use)).toBe(false);
      expect(await works(old)).toBe(true);
    },
  );

  it('lets a call with a new secret that was replaced meanwhile end nothing', async () => {
    const { old, use, rotate } = await startRotation(await makeMember());
    const { key } = await rotate('firstUse');
    expect(await end(use)).toBe(false);
    expect(await works(old)).toBe(true);
    expect(await end({ ...use, secretId: key.secretId })).toBe(true);
    expect(await works(old)).toBe(false);
  });

  it('does not let the old secret end itself, or outlive the key', async () => {
    const owner = await makeMember();
    const { keyId, old, use, oldId } = await startRotation(owner);
    expect(await end({ ...use, secretId: oldId })).toBe(false);
    expect(await works(old)).toBe(true);
    const expiry = new Date(Date.now() + 60_000);
    granted(await setExpiry(owner, { keyId, expiry }));
    expect(granted(await readOldSecret(owner, { keyId }))?.endsAt).toEqual(expiry);
  });

  it('changes nothing for the workspace of somebody else, and refuses everyone but the system', async () => {
    const owner = await makeMember();
    const { old, use } = await startRotation(owner);
    const other = await makeMember();
    expect(await end({ ...use, workspace: { id: other.workspaceId } })).toBe(false);
    expect(await endAtFirstUse(owner, use)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect(await works(old)).toBe(true);
  });
});
