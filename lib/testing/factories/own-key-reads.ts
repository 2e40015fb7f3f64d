import { expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import type { Result } from '@/lib/errors';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

/** Tests that a verb reads a key for every role of its workspace, and does not find it for anybody else. */
export function itReadsOnlyOwnKeys(read: (actor: Actor, input: unknown) => Promise<Result<unknown>>): void {
  it("is for every role of the key's own workspace, and nobody else", async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const input = { keyId: key.id };
    granted(await read(await makeMember('viewer', { workspaceId: owner.workspaceId }), input));
    expect(await read(await makeMember(), input)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await read(SYSTEM, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    for (const wrong of [{ keyId: 'key_1' }, { ...input, workspaceId: owner.workspaceId }, {}]) {
      expect(await read(owner, wrong)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
    }
  });
}
