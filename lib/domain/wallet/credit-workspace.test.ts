import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { creditWorkspace } from '@/lib/domain/wallet/credit-workspace';
import { makeMember } from '@/lib/testing/factories';
import { readMoney } from '@/lib/testing/wallet';

describe('creditWorkspace', () => {
  it('books into the live ledger of one workspace, and says who had it done', async () => {
    const { workspaceId } = await makeMember();
    const other = await makeMember();
    expect(await creditWorkspace(SYSTEM, { workspaceId, amount: '2500' })).toEqual({
      ok: true,
      value: {
        workspace: 'Test workspace',
        booked: { amount: 2_500n, currency: 'EUR' },
        balance: { amount: 2_500n, currency: 'EUR' },
      },
    });
    expect(await creditWorkspace(SYSTEM, { workspaceId, amount: '1' })).toMatchObject({
      value: { balance: { amount: 2_501n } },
    });
    expect(await readMoney(workspaceId)).toEqual({
      live: { balance: 2_501n, ledger: 2_501n },
      sandbox: { balance: 0n, ledger: 0n },
    });
    expect((await readMoney(other.workspaceId)).live.balance).toBe(0n);
    expect(
      await db().auditEvent.findMany({
        where: { action: 'wallet.credit', workspaceId },
        orderBy: { id: 'asc' },
      }),
    ).toMatchObject([
      { actorKind: 'system', detail: { amount: '2500', currency: 'EUR' } },
      { actorKind: 'system', detail: { amount: '1', currency: 'EUR' } },
    ]);
  });

  it('loses none of many at once', async () => {
    const { workspaceId } = await makeMember();
    await Promise.all(
      Array.from({ length: 20 }, () => creditWorkspace(SYSTEM, { workspaceId, amount: '3' })),
    );
    expect((await readMoney(workspaceId)).live).toEqual({ balance: 60n, ledger: 60n });
  });

  it.each([
    '',
    '0',
    '-5',
    '+5',
    '25.00',
    '2,500',
    '1e3',
    '0x10',
    ' 7',
    '٧',
    '05',
    '1000000000001',
    '9'.repeat(40),
    5,
  ])('refuses %j as an amount', async (amount) => {
    const { workspaceId } = await makeMember();
    expect(await creditWorkspace(SYSTEM, { workspaceId, amount })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { amount: expect.any(String) } },
    });
    expect((await readMoney(workspaceId)).live).toEqual({ balance: 0n, ledger: 0n });
  });

  it('refuses a workspace that is none', async () => {
    expect(await creditWorkspace(SYSTEM, { workspaceId: 'ws_nobody', amount: '5' })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await creditWorkspace(SYSTEM, { workspaceId: 'nobody', amount: '5' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });

  it('is for nobody who is signed in', async () => {
    const owner = await makeMember('owner');
    const input = { workspaceId: owner.workspaceId, amount: '5' };
    expect(await creditWorkspace(owner, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect((await readMoney(owner.workspaceId)).live.balance).toBe(0n);
  });
});
