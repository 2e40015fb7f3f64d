import { describe, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { readApiKey } from '@/lib/domain/api-keys/read';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { readRotationProgress } from '@/lib/domain/key-rotation/progress';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setLastUse, setSecretLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';
import { itReadsOnlyOwnKeys } from '@/lib/testing/factories/own-key-reads';

itReadsOnlyOwnKeys(readRotationProgress);

describe('readRotationProgress', () => {
  async function rotate(overlap: Overlap) {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const keyId = key.id;
    const { secretId } = granted(await readApiKey(owner, { keyId }));
    const rotated = granted(await rotateApiKey(owner, { keyId, secretId, overlap }, keydesk.keys)).key;
    const progress = async () => granted(await readRotationProgress(owner, { keyId }));
    return { keyId, oldId: secretId, newId: rotated.secretId, progress };
  }

  it('is not fooled by a call with the old secret that ends after the rotation', async () => {
    const { keyId, oldId, newId, progress } = await rotate('now');
    const at = now();
    await setLastUse(keyId, { at, address: '203.0.113.7' });
    await setSecretLastUse(oldId, { at, address: '203.0.113.7' });
    expect(await progress()).toEqual({ newUse: null, oldSecret: null });
    await setSecretLastUse(newId, { at, address: '203.0.113.8' });
    expect(await progress()).toEqual({ newUse: { at, address: '203.0.113.8' }, oldSecret: null });
  });

  it('shows the traffic of both secrets while both work', async () => {
    const { oldId, newId, progress } = await rotate('24h');
    await setSecretLastUse(newId, { at: now() });
    expect(await progress()).toMatchObject({
      newUse: { at: expect.any(Date) },
      oldSecret: { secretId: oldId, newSecretUsed: true },
    });
  });
});
