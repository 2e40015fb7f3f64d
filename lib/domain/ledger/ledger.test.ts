import { expect, it } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { readBalances } from '@/lib/domain/balance/summary';
import { exportLedger } from '@/lib/domain/ledger/export';
import { listLedger } from '@/lib/domain/ledger/list';
import { sendMessages } from '@/lib/domain/messages/send';
import { setLowBalance } from '@/lib/domain/workspaces/set-low-balance';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';
import { giveMoney } from '@/lib/testing/factories/wallet';

const SANDBOX = { environment: 'sandbox' };

async function fileOf(actor: Actor, input: object): Promise<string[]> {
  let text = '';
  for await (const chunk of granted(await exportLedger(actor, input))) text += chunk;
  return text.trimEnd().split('\r\n');
}

/** An owner whose sandbox has a payment and a charge, and whose live environment has a payment. */
async function makeLedger() {
  const { actor, owner } = await makeCaller({ money: 1_000_000n });
  const [message] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Hello' }));
  await giveMoney(owner.workspaceId, 12_500_000n, 'live');
  return { owner, messageId: message?.id ?? '' };
}

it('reads both balances, and what counts as low', async () => {
  const { owner } = await makeLedger();
  granted(await setLowBalance(owner, { lowBalance: '20' }));
  const euros = (amount: bigint) => ({ amount, currency: 'EUR' });
  const expected = { live: euros(12_500_000n), sandbox: euros(920_000n), lowBalance: euros(20_000_000n) };
  expect(granted(await readBalances(owner))).toEqual(expected);
  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  expect(granted(await readBalances(viewer))).toEqual(expected);
  expect(granted(await readBalances(await makeMember())).live).toEqual(euros(0n));
});

it('lists the ledger of one environment and workspace, newest first, with the balance after each entry', async () => {
  const { owner, messageId } = await makeLedger();
  const { entries } = granted(await listLedger(owner, SANDBOX));
  expect(entries).toMatchObject([
    {
      kind: 'charge',
      amount: { amount: -80_000n, currency: 'EUR' },
      balanceAfter: { amount: 920_000n },
      chargeKind: 'message',
      reference: messageId,
    },
    { kind: 'credit', amount: { amount: 1_000_000n }, balanceAfter: { amount: 1_000_000n }, reference: null },
  ]);
  expect(granted(await listLedger(owner, {})).entries).toMatchObject([{ amount: { amount: 12_500_000n } }]);
  expect(granted(await listLedger(owner, { ...SANDBOX, kind: 'charge' })).entries).toHaveLength(1);
  expect(granted(await listLedger(owner, { ...SANDBOX, to: '2020-01-01' })).entries).toEqual([]);
  expect(granted(await listLedger(await makeMember(), SANDBOX)).entries).toEqual([]);
});

it('pages through the ledger, and exports all of it', async () => {
  const { workspaceId, ...owner } = await makeMember();
  for (let n = 0; n < 52; n += 1) await giveMoney(workspaceId, 10_000n, 'live');
  const actor = { ...owner, workspaceId };
  const first = granted(await listLedger(actor, {}));
  expect(first.entries).toHaveLength(50);
  const second = granted(await listLedger(actor, { cursor: first.nextCursor }));
  expect(second).toMatchObject({ entries: [{}, {}], nextCursor: null });
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(52);
  expect(await fileOf(actor, {})).toHaveLength(53);
});

it('writes CSV with exact amounts, without what is charged meanwhile, and audits it', async () => {
  const { owner, messageId } = await makeLedger();
  const chunks = granted(await exportLedger(owner, SANDBOX));
  await giveMoney(owner.workspaceId, 5_000_000n);
  let text = '';
  for await (const chunk of chunks) text += chunk;
  const [header, charge, payment, ...rest] = text.split('\r\n');
  expect(header).toBe('\uFEFFtime,id,kind,amount,balance_after,currency,charge_kind,reference');
  expect(charge).toMatch(
    new RegExp(`^\\d{4}-[^,]*Z,led_\\w+,charge,-0\\.08,0\\.92,EUR,message,${messageId}$`),
  );
  expect(payment).toMatch(/,credit,1\.00,1\.00,EUR,,$/);
  expect(rest).toEqual(['']);
  expect(
    await db().auditEvent.findMany({ where: { workspaceId: owner.workspaceId, action: 'wallet.export' } }),
  ).toMatchObject([{ actorId: owner.userId, detail: { filter: SANDBOX } }]);
});

it('is exported by owners, admins and developers, and never by support', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const { workspaceId } = owner;
  expect(await fileOf(await makeMember('developer', { workspaceId }), {})).toHaveLength(1);
  expect(codeOf(await exportLedger(await makeMember('viewer', { workspaceId }), {}))).toBe('FORBIDDEN');
  for (const actor of [agent, SYSTEM]) expect(codeOf(await exportLedger(actor, {}))).toBe('FORBIDDEN');
  const session = await makeImpersonation(agent, owner);
  expect(codeOf(await exportLedger(impersonate(owner, session, 'act'), {}))).toBe('NOT_FOR_SUPPORT');
  expect(granted(await listLedger(impersonate(owner, session, 'view'), {})).entries).toEqual([]);
});

it.each([{ kind: 'gift' }, { cursor: 'nonsense' }, { environment: 'test' }, { from: 'today' }])(
  'refuses %o',
  async (input) => {
    expect(codeOf(await listLedger(await makeMember(), input))).toBe('INVALID_REQUEST');
  },
);

it('lists the entries of some days only, also between others', async () => {
  const { workspaceId } = await makeMember();
  const days: string[] = [];
  for (const day of [0, 1, 2, 3]) {
    setClockOffset(day * DAY);
    await giveMoney(workspaceId, 1_000_000n);
    days.push(now().toISOString().slice(0, 10));
  }
  const viewer = await makeMember('viewer', { workspaceId });
  const daysOf = async (filter: object) =>
    granted(await listLedger(viewer, { environment: 'sandbox', ...filter })).entries.map((entry) =>
      entry.createdAt.toISOString().slice(0, 10),
    );
  expect(await daysOf({ from: days[1], to: days[2] })).toEqual([days[2], days[1]]);
  expect(await daysOf({ from: days[2] })).toEqual([days[3], days[2]]);
  expect(await daysOf({ to: days[0] })).toEqual([days[0]]);
  expect(await daysOf({ from: '0001-01-01', to: '9999-12-31' })).toEqual(days.toReversed());
});
