import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

describe('setLimits', () => {
  it('replaces all limits: those that are left out are removed', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { limits: { spendPerDay: '5', countries: ['NL'] } });
    const limits = { spendPerMonth: '999999999999.999999', senders: ['Acme'] };
    expect(granted(await setLimits(owner, { keyId: key.id, limits })).limits).toEqual({
      spendPerDay: null,
      spendPerMonth: '999999999999.999999',
      countries: [],
      senders: ['Acme'],
    });
  });
});

describe('the senders of a key', () => {
  const change = async (owner: MemberActor, keyId: string, senders: string[], from?: object) =>
    setLimits(owner, { keyId, limits: { senders }, from });

  it('are stored in canonical spelling', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { limits: { senders: [' +4407911123456 ', ' H&M '] } });
    const { senders } = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
    expect(senders).toEqual(['+447911123456', 'H&M']);
    const changed = await change(owner, key.id, ['+310612345678', '72404']);
    expect(granted(changed).limits.senders).toEqual(['+31612345678', '72404']);
  });

  it('must be unique and exist', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    for (const [senders, field] of [
      [['+447911123456', '+4407911123456'], 'limits.senders'],
      [['Shop', ' Shop'], 'limits.senders'],
      [['Shop', '+999123456789'], 'limits.senders.1'],
      [['Shop!'], 'limits.senders.0'],
    ] as const) {
      expect(await change(owner, key.id, [...senders])).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
      });
    }
  });

  it('can be changed if they were stored in another spelling, or cannot exist', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await db().apiKey.update({
      where: { id: key.id },
      data: { senders: ['+4407911123456', '+447911123456', '+316'] },
    });
    const shown = granted(await readApiKey(owner, { keyId: key.id })).limits;
    expect(shown.senders).toEqual(['+447911123456', '+316']);
    const changed = await change(owner, key.id, ['+447911123456'], shown);
    expect(granted(changed).limits.senders).toEqual(['+447911123456']);
  });
});
