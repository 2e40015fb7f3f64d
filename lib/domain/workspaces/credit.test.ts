import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { creditWorkspace } from '@/lib/domain/workspaces/credit';
import { makeMember } from '@/lib/testing/factories/members';
import { readMoney } from '@/lib/testing/factories/wallet';

describe('creditWorkspace', () => {
  it('adds to the live ledger of one workspace and audits it', async () => {
    const { workspaceId } = await makeMember();
    const other = await makeMember();
    expect(await creditWorkspace(SYSTEM, { workspaceId, amount: '25' })).toEqual({
      ok: true,
      value: {
        workspace: 'Test workspace',
        booked: { amount: 25_000_000n, currency: 'EUR' },
        balance: { amount: 25_000_000n, currency: 'EUR' },
      },
    });
    expect(await creditWorkspace(SYSTEM, { workspaceId, amount: '0.000001' })).toMatchObject({
      value: { balance: { amount: 25_000_001n } },
    });
    expect(await readMoney(workspaceId)).toEqual({
      live: { balance: 25_000_001n, ledger: 25_000_001n },
      sandbox: { balance: 0n, ledger: 0n },
    });
    expect((await readMoney(other.workspaceId)).live.balance).toBe(0n);
    expect(
      await db().auditEvent.findMany({
        where: { action: 'wallet.credit', workspaceId },
        orderBy: { id: 'asc' },
      }),
    ).toMatchObject([
      { actorKind: 'system', detail: { booked: { amount: '25.0000', currency: 'EUR' } } },
      { actorKind: 'system', detail: { booked: { amount: '0.000001', currency: 'EUR' } } },
    ]);
  });

  it('counts many credits at once', async () => {
    const { workspaceId } = await makeMember();
    await Promise.all(
      Array.from({ length: 20 }, () => creditWorkspace(SYSTEM, { workspaceId, amount: '0.3' })),
    );
    expect((await readMoney(workspaceId)).live).toEqual({ balance: 6_000_000n, ledger: 6_000_000n });
  });

  it.each(['', '0', '-5', '+5', '2,500', '1e3', '0x10', '٧', '0.0000001', '1000000001', '9'.repeat(40), 5])(
    'refuses the amount %j',
    async (amount) => {
      const { workspaceId } = await makeMember();
      expect(await creditWorkspace(SYSTEM, { workspaceId, amount })).toMatchObject({
        refusal: { code: 'INVALID_REQUEST', fields: { amount: expect.any(String) } },
      });
      expect((await readMoney(workspaceId)).live).toEqual({ balance: 0n, ledger: 0n });
    },
  );

  it('refuses an unknown workspace', async () => {
    expect(await creditWorkspace(SYSTEM, { workspaceId: 'ws_nobody', amount: '5' })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
    expect(await creditWorkspace(SYSTEM, { workspaceId: 'nobody', amount: '5' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });

  it('refuses signed-in actors', async () => {
    const owner = await makeMember('owner');
    const input = { workspaceId: owner.workspaceId, amount: '5' };
    expect(await creditWorkspace(owner, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect((await readMoney(owner.workspaceId)).live.balance).toBe(0n);
  });
});
