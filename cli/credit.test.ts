import { expect, it, vi } from 'vitest';
import { makeMember } from '@/lib/testing/factories/members';
import { readMoney } from '@/lib/testing/factories/wallet';
import { runProgram } from '@/lib/testing/servers/program';

// Each run of the command starts a process.
vi.setConfig({ testTimeout: 120_000 });

const credit = (...args: string[]) => runProgram('cli/credit.ts', args);

it('adds money and prints the new balance', async () => {
  const { workspaceId } = await makeMember();
  expect(await credit(workspaceId, '25.0035')).toEqual({
    code: 0,
    output: 'Added €25.0035 to “Test workspace”. Its live balance is now €25.0035.\n',
  });
  expect((await readMoney(workspaceId)).live).toEqual({ balance: 25_003_500n, ledger: 25_003_500n });
});

it('says what is wrong, and adds no money', async () => {
  const { workspaceId } = await makeMember();
  expect(await credit()).toEqual({
    code: 1,
    output: expect.stringMatching(/^Usage: npm run credit -- .+\n$/),
  });
  expect(await credit(workspaceId, '2,500')).toEqual({
    code: 1,
    output: 'Use a point for decimals, and nothing between thousands. No money was added.\n',
  });
  expect(await credit('ws_nobody', '5')).toEqual({
    code: 1,
    output: 'There is no workspace ws_nobody. No money was added.\n',
  });
  expect((await readMoney(workspaceId)).live.balance).toBe(0n);
});
