import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { enableApiKey } from '@/lib/domain/api-keys/enable';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { setExpiry } from '@/lib/domain/key-settings/set-expiry';
import { setSigning } from '@/lib/domain/key-settings/set-signing';
import { handleLeakReports } from '@/lib/domain/leaks/handle-reports';
import { hashSigningSecrets } from '@/lib/domain/leaks/hash-signing-secrets';
import { listLeaks } from '@/lib/domain/leaks/list';
import { reportLeakByForm } from '@/lib/domain/leaks/report-by-form';
import { reportByScanner } from '@/lib/domain/leaks/report-by-scanner';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { setLeakResponse } from '@/lib/domain/workspaces/set-leak-response';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { handleReports, PLACE, reportAsScanner, reportByForm } from '@/lib/testing/factories/leaks';
import { mailsTo } from '@/lib/testing/factories/mails';
import { emailOf, makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';
import { openConnection } from '@/lib/testing/servers/database';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

let owner: MemberActor;
let created: CreatedApiKey;

beforeEach(async () => {
  owner = await makeMember();
  created = await makeKey(owner);
});

const scan = (url?: string, token = created.secret) => reportAsScanner(token, url);
const statusOf = async () => granted(await readApiKey(owner, { keyId: created.key.id })).status;
/** The places; the list of keys always agrees whether there are any. */
async function leaks(actor = owner) {
  const places = granted(await listLeaks(actor, { keyId: created.key.id }));
  const { keys } = granted(await listApiKeys(actor, { filter: 'all' }));
  const listed = keys.find(({ id }) => id === created.key.id);
  expect(listed?.leaked, 'in the list').toBe(places.length > 0);
  const { total } = granted(await listApiKeys(actor, { filter: 'leaked' }));
  expect(total, 'in the filter').toBe(places.length > 0 ? 1 : 0);
  return places;
}
const enable = async () => granted(await enableApiKey(owner, { keyId: created.key.id }));

async function audited(): Promise<unknown[]> {
  const events = await db().auditEvent.findMany({
    where: { workspaceId: owner.workspaceId, actorKind: 'system' },
    orderBy: { id: 'asc' },
  });
  return events.map(({ action, targetId, detail }) => ({ action, targetId, detail }));
}

async function rotate(overlap: 'now' | '24h'): Promise<string> {
  const { secretId } = granted(await readApiKey(owner, { keyId: created.key.id }));
  const input = { keyId: created.key.id, secretId, overlap };
  return granted(await rotateApiKey(owner, input, keydesk.keys)).secret;
}

describe('a report of a scanner', () => {
  it('disables the key, and says where it was found', async () => {
    expect(await scan()).toBe(true);
    expect(await statusOf()).toBe('disabled');
    const maskedSecret = created.key.maskedSecret;
    expect(await leaks()).toMatchObject([{ source: 'scanner', location: PLACE, maskedSecret }]);
    expect(await audited()).toEqual([
      {
        action: 'api_key.report_leak',
        targetId: created.key.id,
        detail: { source: 'scanner', location: PLACE, secret: maskedSecret, ended: false },
      },
      { action: 'api_key.disable', targetId: created.key.id, detail: {} },
    ]);
  });

  it('only tells the owners if the workspace wants that', async () => {
    granted(await setLeakResponse(owner, { leakResponse: 'tell' }));
    expect(await scan()).toBe(true);
    expect(await statusOf()).toBe('active');
    expect(await leaks()).toHaveLength(1);
    const [mail] = await mailsTo(await emailOf(owner));
    expect(mail?.subject).toBe('Your API key “Production server” leaked');
    expect(mail?.text).toContain('The key still works');
  });

  it('says that a text is no secret, and does nothing', async () => {
    for (const token of ['', 'nothing', created.secret.slice(0, -1), created.key.maskedSecret]) {
      expect(await scan(PLACE, token)).toBe(false);
    }
    expect(await db().leakReport.count()).toBe(0);
    expect(await audited()).toEqual([]);
  });

  it('does nothing when the same place is reported again', async () => {
    await scan();
    await enable();
    await scan();
    expect(await statusOf()).toBe('active');
    await scan(`${PLACE}.bak`);
    expect(await statusOf()).toBe('disabled');
    expect(await leaks()).toHaveLength(2);
  });

  it('keeps no URL that contains the secret or a user name, or that is none', async () => {
    const part = created.secret.slice('kd_sandbox_'.length);
    const escaped = `%6b%64_sandbox_${part.slice(0, 40)}`;
    for (const url of [
      `https://x.example/${part}`,
      `https://x.example/${escaped}`,
      'javascript:alert(1)',
      'no',
    ]) {
      await scan(url);
    }
    await scan('https://user:password@x.example/a');
    expect((await leaks()).map(({ location }) => location).sort()).toEqual(['', 'https://x.example/a']);
    expect(JSON.stringify(await audited())).not.toContain(part.slice(0, 12));
  });

  it('stores at most 20 places of a secret, and disables the key for others, too', async () => {
    const found = Array.from({ length: 30 }, (_, n) => ({
      token: created.secret,
      type: 'key',
      url: `${PLACE}${n}`,
    }));
    granted(await reportByScanner(SYSTEM, found, keydesk.keys));
    await handleReports();
    expect(await leaks()).toHaveLength(20);
    await enable();
    await scan(`${PLACE}31`);
    expect(await leaks()).toHaveLength(20);
    expect(await statusOf()).toBe('disabled');
  });

  it('disables the key, however many places the form named', async () => {
    for (let n = 0; n < 21; n += 1) await reportByForm(created.secret, `https://forum.example/${n}`);
    await enable();
    await scan();
    expect(await statusOf()).toBe('disabled');
    expect(await leaks()).toHaveLength(21);
  });
});

describe('the old secret of a rotation', () => {
  it('is retired, and the key works with the new one', async () => {
    const { secretId } = granted(await readApiKey(owner, { keyId: created.key.id }));
    const next = await rotate('24h');
    expect(await scan()).toBe(true);
    expect(await statusOf()).toBe('active');
    expect(granted(await readApiKey(owner, { keyId: created.key.id })).oldSecret).toBeNull();
    expect(await leaks()).toEqual([]);
    const maskedSecret = created.key.maskedSecret;
    expect(await audited()).toMatchObject([
      { action: 'api_key.report_leak', detail: { secret: maskedSecret, ended: false } },
      { action: 'api_key.retire_secret', targetId: created.key.id, detail: { secretId, maskedSecret } },
    ]);
    const [mail] = await mailsTo(await emailOf(owner));
    expect(mail?.subject).toBe('The old secret of your API key “Production server” leaked and is retired');
    expect(mail?.text).toContain('The new secret stays as it is.');
    expect(mail?.text).not.toMatch(/disabled|Rotate/);
    await scan(PLACE, next);
    expect(await statusOf()).toBe('disabled');
  });

  it('is retired, too, if the key is disabled', async () => {
    await rotate('24h');
    granted(await disableApiKey(owner, { keyId: created.key.id }));
    await scan();
    expect(granted(await readApiKey(owner, { keyId: created.key.id })).oldSecret).toBeNull();
  });

  it('keeps working if the workspace only wants to be told', async () => {
    granted(await setLeakResponse(owner, { leakResponse: 'tell' }));
    await rotate('24h');
    await scan();
    expect(granted(await readApiKey(owner, { keyId: created.key.id })).oldSecret).not.toBeNull();
    const [mail] = await mailsTo(await emailOf(owner));
    expect(mail?.text).toContain('Retire the old secret on the page of the key');
  });
});

describe('a secret that has ended', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['was retired', () => rotate('now')],
    ['is over', () => rotate('24h').then(() => setClockOffset(25 * HOUR))],
    ['is of a revoked key', async () => granted(await revokeApiKey(owner, { keyId: created.key.id }))],
  ])('counts and is recorded, but changes nothing if it %s', async (_, end) => {
    await end();
    const before = await statusOf();
    expect(await scan()).toBe(true);
    expect(await statusOf()).toBe(before);
    expect(await leaks()).toEqual([]);
    expect(await audited()).toMatchObject([{ action: 'api_key.report_leak', detail: { ended: true } }]);
    expect(await mailsTo(await emailOf(owner))).toEqual([]);
  });

  it('leaves the list when the key is rotated', async () => {
    await scan();
    expect(await leaks()).toMatchObject([{ kind: 'current' }]);
    await rotate('24h');
    expect(await leaks()).toMatchObject([{ kind: 'old' }]);
    setClockOffset(25 * HOUR);
    expect(await leaks()).toEqual([]);
  });
});

it('an expired key is disabled without an email, so that a later expiry does not open it', async () => {
  granted(await setExpiry(owner, { keyId: created.key.id, expiry: '30d' }));
  setClockOffset(31 * DAY);
  expect(await scan()).toBe(true);
  expect(await mailsTo(await emailOf(owner))).toEqual([]);
  const { disabledAt } = await db().apiKey.findUniqueOrThrow({ where: { id: created.key.id } });
  expect(disabledAt).not.toBeNull();
});

it('a disabled key stays disabled, and the owners learn of it', async () => {
  granted(await disableApiKey(owner, { keyId: created.key.id }));
  await scan();
  const [mail] = await mailsTo(await emailOf(owner));
  expect(mail?.text).toContain('The key is disabled, so nobody can use it at the moment.');
});

it('a key of a closed workspace is disabled without an email or an event, so that it stays so after reopening', async () => {
  await makeEndpoint(owner, { events: ['api_key.leaked'] });
  const closedAt = now();
  const deletesAt = new Date(closedAt.getTime() + 30 * DAY);
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { closedAt, deletesAt } });
  expect(await scan()).toBe(true);
  const { disabledAt } = await db().apiKey.findUniqueOrThrow({ where: { id: created.key.id } });
  expect(disabledAt).not.toBeNull();
  expect(await mailsTo(await emailOf(owner))).toEqual([]);
  expect(await db().webhookEvent.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
});

describe('a signing secret', () => {
  async function signed(): Promise<string> {
    const { signingSecret } = granted(
      await setSigning(owner, { keyId: created.key.id, required: true }, keydesk.keys),
    );
    while ((await hashSigningSecrets()) > 0);
    return signingSecret ?? '';
  }

  it('is recognized, reported to the owners, and disables nothing', async () => {
    expect(await scan(PLACE, await signed())).toBe(true);
    expect(await statusOf()).toBe('active');
    expect(await leaks()).toMatchObject([{ location: PLACE, kind: 'signing', maskedSecret: null }]);
    const [mail] = await mailsTo(await emailOf(owner));
    expect(mail?.text).toContain('Replace the signing secret');
  });

  it('counts after it was replaced, but the key has no leak then', async () => {
    const secret = await signed();
    const { signing } = granted(await readApiKey(owner, { keyId: created.key.id }));
    const input = { keyId: created.key.id, version: signing.secretVersion, overlap: 'now' };
    granted(await replaceSigningSecret(owner, input, keydesk.keys));
    while ((await hashSigningSecrets()) > 0);
    expect(await scan(PLACE, secret)).toBe(true);
    expect(await leaks()).toEqual([]);
    expect(await audited()).toMatchObject([{ detail: { ended: true } }]);
  });

  it('is a leak after it was replaced, while it is still accepted', async () => {
    const secret = await signed();
    // As if it had been replaced before the job saw it.
    await db().signingSecretHash.deleteMany({ where: { apiKeyId: created.key.id } });
    const { signing } = granted(await readApiKey(owner, { keyId: created.key.id }));
    const input = { keyId: created.key.id, version: signing.secretVersion, overlap: '24h' };
    const { key } = granted(await replaceSigningSecret(owner, input, keydesk.keys));
    while ((await hashSigningSecrets()) > 0);
    expect(await scan(PLACE, secret)).toBe(true);
    expect(await leaks()).toMatchObject([{ kind: 'oldSigning' }]);
    const [mail] = await mailsTo(await emailOf(owner));
    expect(mail?.text).toContain('Retire the old signing secret');
    const retired = { keyId: created.key.id, signingSecretId: key.signing.old?.id };
    granted(await retireSigningSecret(owner, retired));
    expect(await leaks()).toEqual([]);
  });

  it('is found in the text of the form', async () => {
    await reportByForm(`SIGNING_SECRET=${await signed()}`);
    expect(await leaks()).toHaveLength(1);
  });
});

it('is an event for webhooks', async () => {
  await makeEndpoint(owner, { events: ['api_key.leaked'] });
  await scan();
  const events = await db().webhookEvent.findMany({ where: { workspaceId: owner.workspaceId } });
  expect(events).toMatchObject([
    { type: 'api_key.leaked', data: { id: created.key.id, location: PLACE, disabled: true } },
  ]);
});

it('is an event without the URL that somebody typed into the form', async () => {
  await makeEndpoint(owner, { events: ['api_key.leaked'] });
  await reportByForm(created.secret, 'https://phishing.example/');
  const events = await db().webhookEvent.findMany({ where: { workspaceId: owner.workspaceId } });
  expect(events).toMatchObject([{ type: 'api_key.leaked', data: { location: '', disabled: true } }]);
});

describe('the list', () => {
  it('is for every role, and of the own workspace', async () => {
    await scan();
    for (const role of ['owner', 'admin', 'developer', 'viewer'] as const) {
      expect(await leaks(await makeMember(role, owner))).toHaveLength(1);
    }
    const stranger = await makeMember();
    expect(codeOf(await listLeaks(stranger, { keyId: created.key.id }))).toBe('NOT_FOUND');
  });
});

it('handles each report once with many workers', async () => {
  const others = await Promise.all(Array.from({ length: 12 }, async () => makeKey(await makeMember())));
  const found = others.map(({ secret }) => ({ token: secret, type: 'key', url: PLACE }));
  for (let n = 0; n < 10; n += 1) granted(await reportByScanner(SYSTEM, found, keydesk.keys));
  const handled = await Promise.all(Array.from({ length: 6 }, handleReports));
  expect(handled.reduce((sum, count) => sum + count, 0)).toBe(120);
  for (const { key } of others) {
    const where = { targetId: key.id, action: 'api_key.disable' };
    expect(await db().auditEvent.count({ where })).toBe(1);
  }
});

it('is for the system alone', async () => {
  expect(codeOf(await handleLeakReports(owner))).toBe('FORBIDDEN');
  expect(codeOf(await reportByScanner(owner, [{ token: 'x', type: 'y' }], keydesk.keys))).toBe('FORBIDDEN');
  expect(codeOf(await reportLeakByForm(owner, { text: 'x' }, keydesk.keys))).toBe('FORBIDDEN');
});

it('waits for a call of a key that changes another key, without locks of keys', async () => {
  const calling = await makeKey(owner);
  granted(await reportByScanner(SYSTEM, [{ token: created.secret, type: 'key', url: PLACE }], keydesk.keys));
  const call = await openConnection();
  await call.query('BEGIN');
  await call.query('SELECT 1 FROM workspaces WHERE id = $1 FOR NO KEY UPDATE', [owner.workspaceId]);
  await call.query('SELECT 1 FROM api_keys WHERE id = $1 FOR SHARE', [calling.key.id]);
  const handled = handleReports();
  await expect.poll(waitingForLocks).toBe(1);
  await call.query('SELECT 1 FROM api_keys WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [created.key.id]);
  await call.query('COMMIT');
  await call.end();
  expect(await handled).toBe(1);
  expect(await statusOf()).toBe('disabled');
});
