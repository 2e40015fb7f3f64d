import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { sendExpiryNotices } from '@/lib/domain/expiry-notices/send';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setLastUse } from '@/lib/testing/factories/last-uses';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';

const CONTACT = 'team@example.test';

beforeEach(async () => {
  await db().mail.deleteMany();
  await db().apiKey.updateMany({ data: { expiresAt: null } });
});

/** A key that was used just now, of a workspace that says where its warnings go. */
async function makeUsedKey(actor: MemberActor, changes: Partial<CreateApiKeyInput> = {}) {
  const { key } = await makeKey(actor, changes);
  await setLastUse(key.id, { at: new Date() });
  return key;
}

async function makeOwner(contactEmail: string | null = CONTACT): Promise<MemberActor> {
  const owner = await makeMember();
  granted(await setContactEmail(owner, { contactEmail }));
  return owner;
}

const send = async () => granted(await sendExpiryNotices(SYSTEM));
const at = (days: number) => setClockOffset(days * DAY);

describe('sendExpiryNotices', () => {
  it('warns once each 30, 14, 7 and 1 days before', async () => {
    const key = await makeUsedKey(await makeOwner(), { expiry: new Date(Date.now() + 40 * DAY) });
    const sent: number[] = [];
    for (let day = 0; day <= 45; day++) {
      at(day);
      await setLastUse(key.id, { at: new Date(Date.now() + day * DAY) });
      if ((await send()) > 0) sent.push(day);
      expect(await send()).toBe(0);
    }
    expect(sent).toEqual([10, 26, 33, 39]);
    const mails = await mailsTo(CONTACT);
    expect(mails.map(({ subject }) => subject).reverse()).toEqual([
      expect.stringContaining('within 30 days'),
      expect.stringContaining('within 14 days'),
      expect.stringContaining('within 7 days'),
      expect.stringContaining('within a day'),
    ]);
    expect(mails[0]?.text).toContain(`/settings/api-keys/${key.id}`);
  });

  it('warns from the second in which a notice is due', async () => {
    const key = await makeUsedKey(await makeOwner());
    const ends = (ms: number) =>
      db().apiKey.update({ where: { id: key.id }, data: { expiresAt: new Date(Date.now() + ms) } });
    await ends(30 * DAY + 60_000);
    expect(await send()).toBe(0);
    await ends(30 * DAY - 1);
    expect(await send()).toBe(1);
  });

  it('sends only the latest notice if several are due', async () => {
    await makeUsedKey(await makeOwner(), { expiry: new Date(Date.now() + 5 * DAY) });
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(await mailsTo(CONTACT)).toMatchObject([{ subject: expect.stringContaining('within 7 days') }]);
  });

  it('warns again after the expiry was changed', async () => {
    const owner = await makeOwner();
    const key = await makeUsedKey(owner, { expiry: new Date(Date.now() + 5 * DAY) });
    expect(await send()).toBe(1);
    granted(await setExpiry(owner, { keyId: key.id, expiry: new Date(Date.now() + 6 * DAY) }));
    expect(await send()).toBe(1);
  });

  it('does not warn about unused, revoked or disabled keys', async () => {
    const owner = await makeOwner();
    const expiry = new Date(Date.now() + 5 * DAY);
    await makeKey(owner, { expiry });
    const idle = await makeUsedKey(owner, { expiry });
    await setLastUse(idle.id, { at: new Date(Date.now() - 31 * DAY) });
    granted(await disableApiKey(owner, { keyId: (await makeUsedKey(owner, { expiry })).id }));
    granted(await revokeApiKey(owner, { keyId: (await makeUsedKey(owner, { expiry })).id }));
    await makeUsedKey(owner);
    expect(await send()).toBe(0);
    await makeUsedKey(owner, { expiry: new Date(Date.now() + DAY) });
    at(2);
    expect(await send()).toBe(0);
  });

  it('emails the owners with a confirmed address if there is no contact address', async () => {
    const owner = await makeOwner(null);
    const { workspaceId } = owner;
    await makeMember('owner', { workspaceId });
    await makeMember('owner', { workspaceId, emailVerified: false });
    await makeMember('admin', { workspaceId });
    await makeUsedKey(owner, { expiry: '7d' });
    expect(await send()).toBe(1);
    const owners = await db().user.findMany({
      where: { emailVerifiedAt: { not: null }, memberships: { some: { workspaceId, role: 'owner' } } },
    });
    const recipients = (await db().mail.findMany()).map(({ recipient }) => recipient);
    expect(recipients.sort()).toEqual(owners.map(({ email }) => email).sort());
    expect(recipients).toHaveLength(2);
  });

  it('names the key and the workspace only to a confirmed address', async () => {
    const owner = await makeOwner();
    const label = 'Visit https://evil.example';
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { name: 'Call +1 555 0100' } });
    const key = await makeUsedKey(owner, { expiry: '7d', label });
    await send();
    const [unproven] = await mailsTo(CONTACT);
    for (const word of ['evil', '555 0100']) expect(JSON.stringify(unproven)).not.toContain(word);
    expect(unproven?.subject).toContain(key.id);

    const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    granted(await setContactEmail(owner, { contactEmail: email }));
    await makeUsedKey(owner, { expiry: '7d', label: 'Engine room' });
    await send();
    expect((await mailsTo(email))[0]?.subject).toContain('“Engine room”');
  });

  it('waits until somebody can get the notice', async () => {
    const owner = await makeMember('owner', { emailVerified: false });
    await makeUsedKey(owner, { expiry: '7d' });
    expect(await send()).toBe(0);
    granted(await setContactEmail({ ...owner, emailVerified: true }, { contactEmail: CONTACT }));
    expect(await send()).toBe(1);
  });

  it('sends each notice once with many workers', async () => {
    const owner = await makeOwner();
    for (let made = 0; made < 5; made++) await makeUsedKey(owner, { expiry: '7d' });
    const counts = await Promise.all(Array.from({ length: 6 }, send));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await mailsTo(CONTACT)).toHaveLength(5);
  });

  it('is audited in the workspace, and refuses anyone but the system', async () => {
    const owner = await makeOwner();
    const key = await makeUsedKey(owner, { expiry: '7d' });
    expect(await sendExpiryNotices(owner)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    await send();
    expect(
      await db().auditEvent.findMany({ where: { targetId: key.id, action: 'api_key.warn_of_expiry' } }),
    ).toMatchObject([{ actorKind: 'system', workspaceId: owner.workspaceId, detail: { daysBefore: 7 } }]);
  });
});
