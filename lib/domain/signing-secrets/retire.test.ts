import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import { endSigningAtFirstUse } from '@/lib/domain/signing-secrets/end-at-first-use';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

async function replace(owner: MemberActor, keyId: string, overlap: Overlap): Promise<string> {
  const { signing } = granted(await readApiKey(owner, { keyId }));
  const input = { keyId, version: signing.secretVersion, overlap };
  return granted(await replaceSigningSecret(owner, input, keydesk.keys)).key.signing.old?.id ?? '';
}

async function makeReplaced(overlap: Overlap = '24h') {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { requireSignatures: true });
  const signingSecretId = await replace(owner, key.id, overlap);
  return { owner, keyId: key.id, signingSecretId };
}

const hasOld = async (apiKeyId: string) => (await db().oldSigningSecret.count({ where: { apiKeyId } })) > 0;
const audited = (targetId: string) =>
  db().auditEvent.findMany({ where: { targetId, action: 'api_key.retire_signing_secret' } });

describe('retireSigningSecret', () => {
  it('ends it once, also if it is called several times at once', async () => {
    const { owner, keyId, signingSecretId } = await makeReplaced();
    const input = { keyId, signingSecretId };
    const results = await Promise.all(Array.from({ length: 5 }, () => retireSigningSecret(owner, input)));
    for (const result of results) expect(granted(result).signing.old).toBeNull();
    expect(await hasOld(keyId)).toBe(false);
    expect(await audited(keyId)).toMatchObject([{ actorKind: 'member', detail: { signingSecretId } }]);
  });

  it('leaves the old signing secret of another key alone', async () => {
    const { keyId, signingSecretId } = await makeReplaced();
    const other = await makeReplaced();
    granted(await retireSigningSecret(other.owner, { keyId: other.keyId, signingSecretId }));
    const foreign = await retireSigningSecret(other.owner, { keyId, signingSecretId });
    expect(foreign).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect([await hasOld(keyId), await hasOld(other.keyId)]).toEqual([true, true]);
  });
});

describe('endSigningAtFirstUse', () => {
  const signedWith = ({ owner, keyId, signingSecretId }: Awaited<ReturnType<typeof makeReplaced>>) => ({
    keyId,
    workspaceId: owner.workspaceId,
    signingSecretId,
  });

  it('ends it once, also if many calls are the first, and says that nobody did it', async () => {
    const replaced = await makeReplaced('firstUse');
    const use = signedWith(replaced);
    const ended = await Promise.all(Array.from({ length: 6 }, () => endSigningAtFirstUse(SYSTEM, use)));
    expect(ended.filter((result) => granted(result))).toHaveLength(1);
    expect(await audited(replaced.keyId)).toMatchObject([
      { actorKind: 'system', workspaceId: use.workspaceId, detail: { because: 'firstUse' } },
    ]);
  });

  it('ends nothing that has another end, is of another workspace, or waits for a newer one', async () => {
    const timed = await makeReplaced('24h');
    expect(granted(await endSigningAtFirstUse(SYSTEM, signedWith(timed)))).toBe(false);
    const waiting = await makeReplaced('firstUse');
    const foreign = { ...signedWith(waiting), workspaceId: timed.owner.workspaceId };
    expect(granted(await endSigningAtFirstUse(SYSTEM, foreign))).toBe(false);
    await replace(waiting.owner, waiting.keyId, 'firstUse');
    expect(granted(await endSigningAtFirstUse(SYSTEM, signedWith(waiting)))).toBe(false);
    expect([await hasOld(timed.keyId), await hasOld(waiting.keyId)]).toEqual([true, true]);
    expect(await endSigningAtFirstUse(waiting.owner, signedWith(waiting))).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
  });
});

it('is deleted when it has ended, or its key was revoked', async () => {
  const [kept, ended, revoked] = [await makeReplaced(), await makeReplaced(), await makeReplaced()];
  await db().oldSigningSecret.update({ where: { id: ended.signingSecretId }, data: { endsAt: new Date(0) } });
  granted(await revokeApiKey(revoked.owner, { keyId: revoked.keyId }));
  await deleteExpired();
  expect([await hasOld(kept.keyId), await hasOld(ended.keyId), await hasOld(revoked.keyId)]).toEqual([
    true,
    false,
    false,
  ]);
});
