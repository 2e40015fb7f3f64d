import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { setPurpose } from '@/lib/domain/key-settings/set-purpose';
import { setRotationReminder } from '@/lib/domain/key-settings/set-rotation-reminder';
import { sendRotationNotices } from '@/lib/domain/rotation-notices/send';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { msgine } from '@/lib/profiles/msgine/msgine';
import { granted, keyInput, makeKey } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';

const CONTACT = 'team@example.test';

beforeEach(async () => {
  await db().mail.deleteMany();
  await db().apiKey.updateMany({ data: { purpose: null, remindAfterDays: null } });
});

async function makeOwner(contactEmail: string | null = CONTACT): Promise<MemberActor> {
  const owner = await makeMember();
  granted(await setContactEmail(owner, { contactEmail }));
  return owner;
}

async function makeToken(owner: MemberActor, changes: Partial<CreateApiKeyInput> = {}) {
  const input = keyInput({ length: 40, scopes: ['sms.send'], purpose: 'Production', ...changes });
  return granted(await createApiKey(owner, input, msgine.keys)).key;
}

const send = async (policy = msgine.keys) => granted(await sendRotationNotices(SYSTEM, policy));
const at = (days: number) => setClockOffset(days * DAY);

describe('sendRotationNotices', () => {
  it('S4.25 reminds once in each period of 90 days', async () => {
    const { id } = await makeToken(await makeOwner());
    const sent: number[] = [];
    for (const day of [0, 89, 90, 91, 179, 180, 400, 401]) {
      at(day);
      if ((await send()) > 0) sent.push(day);
      expect(await send()).toBe(0);
    }
    expect(sent).toEqual([90, 180, 400]);
    const mails = await mailsTo(CONTACT);
    expect(mails).toHaveLength(3);
    expect(mails[0]?.text).toContain('every 90 days');
    expect(mails[0]?.text).toContain(`/settings/api-keys/${id}`);
  });

  it('S4.26 reminds of no other purpose, and of none if the provider has no purposes', async () => {
    const owner = await makeOwner();
    for (const purpose of ['Development', 'CI/CD', 'Third-party', null]) await makeToken(owner, { purpose });
    at(91);
    expect(await send()).toBe(0);
    await makeToken(owner);
    at(182);
    expect(await send(keydesk.keys)).toBe(0);
    expect(await send()).toBe(1);
  });

  it('counts from the last rotation, and reminds again 90 days later', async () => {
    const owner = await makeOwner();
    const { id: keyId } = await makeToken(owner);
    at(80);
    const { secretId } = granted(await readApiKey(owner, { keyId }));
    granted(await rotateApiKey(owner, { keyId, secretId, overlap: 'untilRetired' }, msgine.keys));
    at(100);
    expect(await send()).toBe(0);
    at(170);
    expect(await send()).toBe(1);
  });

  it('reminds of a key as often as a member chose, with any provider', async () => {
    const owner = await makeOwner();
    const { key } = await makeKey(owner);
    granted(await setRotationReminder(owner, { keyId: key.id, reminder: '30' }));
    const sent: number[] = [];
    for (const day of [0, 29, 30, 31, 60, 89, 90]) {
      at(day);
      if ((await send(keydesk.keys)) > 0) sent.push(day);
    }
    expect(sent).toEqual([30, 60, 90]);
    expect((await mailsTo(CONTACT))[0]?.text).toContain('A reminder every 30 days is set for this key.');
    granted(await setRotationReminder(owner, { keyId: key.id, reminder: 'never' }));
    at(400);
    expect(await send(keydesk.keys)).toBe(0);
  });

  it('follows the choice of a member in place of the purpose', async () => {
    const owner = await makeOwner();
    const [never, monthly] = [await makeToken(owner), await makeToken(owner)];
    granted(await setRotationReminder(owner, { keyId: never.id, reminder: 'never' }));
    granted(await setRotationReminder(owner, { keyId: monthly.id, reminder: '30' }));
    at(30);
    expect(await send()).toBe(1);
    at(95);
    expect(await send()).toBe(1);
    granted(await setRotationReminder(owner, { keyId: never.id, reminder: 'purpose' }));
    expect(await send()).toBe(0);
    at(179);
    expect(await send()).toBe(1);
    at(180);
    expect(await send()).toBe(2);
  });

  it('sends nothing for a time that was over when the reminder was set', async () => {
    const owner = await makeOwner();
    const { key } = await makeKey(owner);
    at(100);
    granted(await setRotationReminder(owner, { keyId: key.id, reminder: '30' }));
    expect(await send(keydesk.keys)).toBe(0);
    at(119);
    expect(await send(keydesk.keys)).toBe(0);
    at(120);
    expect(await send(keydesk.keys)).toBe(1);
  });

  it('does not repeat a reminder after the purpose was changed and changed back', async () => {
    const owner = await makeOwner();
    const { id: keyId } = await makeToken(owner);
    at(90);
    expect(await send()).toBe(1);
    for (const purpose of ['Development', 'Production']) {
      granted(await setPurpose(owner, { keyId, purpose }, msgine.keys));
    }
    expect(await send()).toBe(0);
  });

  it('does not remind of revoked, disabled or expired keys', async () => {
    const owner = await makeOwner();
    granted(await disableApiKey(owner, { keyId: (await makeToken(owner)).id }));
    granted(await revokeApiKey(owner, { keyId: (await makeToken(owner)).id }));
    await makeToken(owner, { expiry: '30d' });
    at(91);
    expect(await send()).toBe(0);
  });

  it('emails the owners without a contact address, and names the key only to a confirmed address', async () => {
    const owner = await makeOwner();
    const label = 'Visit https://evil.example';
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { name: 'Call +1 555 0100' } });
    const { id } = await makeToken(owner, { label });
    at(90);
    await send();
    const [unproven] = await mailsTo(CONTACT);
    for (const word of ['evil', '555 0100']) expect(JSON.stringify(unproven)).not.toContain(word);
    expect(unproven?.subject).toContain(id);

    granted(await setContactEmail(owner, { contactEmail: null }));
    at(180);
    await send();
    const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    expect((await mailsTo(email))[0]?.subject).toContain(`“${label}”`);
  });

  it('sends each reminder once with many workers', async () => {
    const owner = await makeOwner();
    for (let made = 0; made < 5; made++) await makeToken(owner);
    at(90);
    const counts = await Promise.all(Array.from({ length: 6 }, () => send()));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await mailsTo(CONTACT)).toHaveLength(5);
  });

  it('is audited in the workspace, and refuses anyone but the system', async () => {
    const owner = await makeOwner();
    const { id } = await makeToken(owner);
    at(90);
    expect(await sendRotationNotices(owner, msgine.keys)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    await send();
    expect(
      await db().auditEvent.findMany({ where: { targetId: id, action: 'api_key.remind_of_rotation' } }),
    ).toMatchObject([
      { actorKind: 'system', workspaceId: owner.workspaceId, detail: { purpose: 'Production' } },
    ]);
  });
});
