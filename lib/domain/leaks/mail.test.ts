import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, setClockOffset } from '@/lib/clock';
import type { MemberActor } from '@/lib/domain/actor';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { listLeaks } from '@/lib/domain/leaks/list';
import { setContactEmail } from '@/lib/domain/workspaces/set-contact-email';
import { setLeakResponse } from '@/lib/domain/workspaces/set-leak-response';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { PLACE, reportAsScanner, reportByForm } from '@/lib/testing/factories/leaks';
import { mailsTo } from '@/lib/testing/factories/mails';
import { emailOf, makeMember } from '@/lib/testing/factories/members';

let owner: MemberActor;
let created: CreatedApiKey;

beforeEach(async () => {
  owner = await makeMember();
  created = await makeKey(owner);
});

const scan = (url?: string, token = created.secret) => reportAsScanner(token, url);
const enable = async () => granted(await enableApiKey(owner, { keyId: created.key.id }));
const leaks = async () => granted(await listLeaks(owner, { keyId: created.key.id }));

describe('the email', () => {
  it('goes to the owners and admins with a confirmed address, and contains no secret', async () => {
    const admin = await makeMember('admin', owner);
    const others = [
      await makeMember('developer', owner),
      await makeMember('viewer', owner),
      await makeMember('owner', { ...owner, emailVerified: false }),
    ];
    await scan();
    for (const member of [owner, admin]) {
      const mails = await mailsTo(await emailOf(member));
      expect(mails).toHaveLength(1);
      expect(mails[0]?.subject).toBe('Your API key “Production server” leaked and is disabled');
      expect(mails[0]?.text).toContain(`(${created.key.maskedSecret}) of the workspace Test workspace`);
      expect(mails[0]?.text).toContain(`A secret scanner found it at ${PLACE}`);
      expect(mails[0]?.text).toContain(`/settings/api-keys/${created.key.id}?workspace=${owner.workspaceId}`);
      expect(mails[0]?.text).not.toContain(created.secret.slice(12, 24));
    }
    for (const member of others) expect(await mailsTo(await emailOf(member))).toEqual([]);
  });

  it('tells a contact address that nobody confirmed neither the label nor the place', async () => {
    const contactEmail = `${owner.workspaceId.toLowerCase()}@team.test`;
    granted(await setContactEmail(owner, { contactEmail }));
    await scan();
    const [mail] = await mailsTo(contactEmail);
    expect(mail?.text).toContain(created.key.id);
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(
      /Production server|Test workspace|code\.example|\*\*\*\*/,
    );
  });

  it('goes to a contact address that nobody confirmed five times a day, whatever is reported', async () => {
    const contactEmail = `${owner.workspaceId.toLowerCase()}@team.test`;
    const other = await makeMember();
    for (const member of [owner, other]) granted(await setContactEmail(member, { contactEmail }));
    for (let n = 0; n < 7; n += 1) {
      await scan(`${PLACE}${n}`);
      await enable();
    }
    await scan(PLACE, (await makeKey(other)).secret);
    expect(await mailsTo(contactEmail)).toHaveLength(5);
    expect(await mailsTo(await emailOf(owner))).toHaveLength(7);
    expect(await mailsTo(await emailOf(other))).toHaveLength(1);
    setClockOffset(DAY + HOUR);
    await scan(`${PLACE}8`);
    expect(await mailsTo(contactEmail)).toHaveLength(6);
  });

  it('contains no URL that somebody typed into the form', async () => {
    await reportByForm(created.secret, 'https://phishing.example/');
    const [mail] = await mailsTo(await emailOf(owner));
    expect(mail?.text).not.toContain('phishing');
    expect(await leaks()).toMatchObject([{ source: 'form', location: 'https://phishing.example/' }]);
  });

  it('is not repeated within a day, unless the key is disabled again', async () => {
    granted(await setLeakResponse(owner, { leakResponse: 'tell' }));
    const sent = async () => (await mailsTo(await emailOf(owner))).length;
    await scan();
    await scan(`${PLACE}2`);
    expect(await sent()).toBe(1);
    setClockOffset(DAY + HOUR);
    await scan(`${PLACE}3`);
    expect(await sent()).toBe(2);
    granted(await setLeakResponse(owner, { leakResponse: 'disable' }));
    await scan(`${PLACE}4`);
    expect(await sent()).toBe(3);
  });

  it('is sent for a secret after one that has ended was reported', async () => {
    granted(await setLeakResponse(owner, { leakResponse: 'tell' }));
    const { secretId } = granted(await readApiKey(owner, { keyId: created.key.id }));
    const rotation = { keyId: created.key.id, secretId, overlap: 'now' };
    const { secret: next } = granted(await rotateApiKey(owner, rotation, keydesk.keys));
    await scan();
    expect(await mailsTo(await emailOf(owner))).toEqual([]);
    await scan(PLACE, next);
    expect(await mailsTo(await emailOf(owner))).toHaveLength(1);
  });
});
