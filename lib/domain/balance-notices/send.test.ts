import { beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { sendBalanceNotices } from '@/lib/domain/balance-notices/send';
import { refund } from '@/lib/domain/wallet/refund';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { setLowBalance } from '@/lib/domain/workspaces/set-low-balance';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';
import { BALANCE, makeMessage, makeSender, PRICE, type Sender } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';
import { giveMoney } from '@/lib/testing/factories/wallet';

const CONTACT = 'team@example.test';

beforeEach(async () => {
  await db().mail.deleteMany();
  await db().lowBalanceNotice.deleteMany();
});

/** A key of a workspace with ten euros, and an owner who is warned of less than that. */
async function makeWarned(environment: Environment = 'live') {
  const sender = await makeSender(environment);
  const owner = await makeMember('owner', sender);
  granted(await setLowBalance(owner, { lowBalance: '10' }));
  return { sender, owner };
}

/** A workspace with a contact address that belongs to an owner, or to nobody. */
async function setContact(owner: MemberActor, { proven }: { proven: boolean }): Promise<void> {
  if (proven) await db().user.updateMany({ where: { id: owner.userId }, data: { email: CONTACT } });
  granted(await setContactEmail(owner, { contactEmail: CONTACT }));
}

const debit = (sender: Sender) => makeMessage(sender, { lowBalance: BALANCE });
const send = async () => granted(await sendBalanceNotices(SYSTEM));

async function refundOf(sender: Sender, reference: string): Promise<void> {
  const charges = [{ kind: 'message' as const, reference, amount: PRICE }];
  await db().$transaction((tx) => refund(tx, { ...sender, charges }));
}

it('warns once when the live balance falls below the limit, and again after it was topped up', async () => {
  const { sender, owner } = await makeWarned();
  await setContact(owner, { proven: true });
  expect(await send()).toBe(0);
  await debit(sender);
  expect(await send()).toBe(1);
  await debit(sender);
  expect(await send()).toBe(0);
  expect(await mailsTo(CONTACT)).toMatchObject([
    {
      subject: 'The balance of Test workspace is low',
      text: expect.stringMatching(/below €10\.00: it is €9\.92\.[\s\S]*\/balance\?workspace=ws_/),
    },
  ]);
  const { workspaceId } = owner;
  expect(
    await db().auditEvent.findMany({ where: { workspaceId, action: 'wallet.warn_of_low_balance' } }),
  ).toMatchObject([
    {
      actorKind: 'system',
      detail: {
        balance: { amount: '9.9200', currency: 'EUR' },
        threshold: { amount: '10.0000', currency: 'EUR' },
      },
    },
  ]);

  await giveMoney(workspaceId, 2n * PRICE, 'live');
  await debit(sender);
  expect(await send()).toBe(1);
});

it('does not warn again when a refund lifted the balance for a moment, but does so after a day', async () => {
  const { sender } = await makeWarned();
  const fall = async () => {
    const id = await debit(sender);
    const sent = await send();
    await refundOf(sender, id);
    return sent;
  };
  expect(await fall()).toBe(1);
  expect(await fall()).toBe(0);
  setClockOffset(23 * HOUR);
  expect(await fall()).toBe(0);
  setClockOffset(DAY + HOUR);
  expect(await fall()).toBe(1);
});

it('never warns of play money, or without a limit', async () => {
  await debit((await makeWarned('sandbox')).sender);
  await makeMessage(await makeSender());
  expect(await send()).toBe(0);
});

it('emails the owners with a confirmed address if there is no contact address', async () => {
  const { sender, owner } = await makeWarned();
  const second = await makeMember('owner', sender);
  await makeMember('owner', { ...sender, emailVerified: false });
  await makeMember('admin', sender);
  await debit(sender);
  expect(await send()).toBe(1);
  const expected = await db().user.findMany({
    where: {
      memberships: { some: { workspaceId: owner.workspaceId, role: 'owner' } },
      emailVerifiedAt: { not: null },
    },
  });
  const recipients = (await db().mail.findMany()).map(({ recipient }) => recipient);
  expect(recipients.sort()).toEqual(expected.map(({ email }) => email).sort());
  expect(expected.map(({ id }) => id)).toEqual(expect.arrayContaining([owner.userId, second.userId]));
});

it('sends nothing if nobody has a confirmed address', async () => {
  const { sender } = await makeWarned();
  await db().user.updateMany({
    where: { memberships: { some: { workspaceId: sender.workspaceId } } },
    data: { emailVerifiedAt: null },
  });
  await debit(sender);
  expect(await send()).toBe(0);
  expect(await db().lowBalanceNotice.count()).toBe(0);
});

it('tells the name and the amounts only to a confirmed address', async () => {
  const { sender, owner } = await makeWarned();
  await setContact(owner, { proven: false });
  await debit(sender);
  expect(await send()).toBe(1);
  const [mail] = await mailsTo(CONTACT);
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/Test workspace|€/);
});

it('sends each notice once with many workers', async () => {
  for (let n = 0; n < 12; n += 1) await debit((await makeWarned()).sender);
  await Promise.all(Array.from({ length: 6 }, send));
  const owners = 2;
  expect(await db().mail.count()).toBe(12 * owners);
});

it('is refused to everyone but the system', async () => {
  expect(codeOf(await sendBalanceNotices(await makeMember()))).toBe('FORBIDDEN');
});
