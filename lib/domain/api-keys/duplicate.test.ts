import { expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { duplicateSettings } from '@/lib/domain/api-keys/duplicate';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { keys } from '@/lib/profiles/keydesk/keys';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

it('returns settings that create a similar key with other secrets', async () => {
  const owner = await makeMember();
  const first = await makeKey(owner, {
    length: 40,
    scopes: ['messages.send', 'balance.read'],
    expiry: new Date(Date.now() + DAY),
    rateLimit: 7,
    requireSignatures: true,
    allowlist: [{ network: '203.0.113.0/24', note: 'Office' }],
    limits: { spendPerDay: '5', spendPerMonth: '50.5', countries: ['NL'], senders: ['Acme'] },
  });
  const second = await makeKey(owner, granted(await duplicateSettings(owner, { keyId: first.key.id }, keys)));

  const settings = async (keyId: string) => {
    const { label, environment, scopes, expiresAt, rateLimit, signing, allowlist, limits } = granted(
      await readApiKey(owner, { keyId }),
    );
    return {
      label,
      environment,
      scopes,
      expiresAt,
      rateLimit,
      required: signing.required,
      allowlist,
      limits,
    };
  };
  expect(await settings(second.key.id)).toEqual({
    ...(await settings(first.key.id)),
    label: 'Copy of Production server',
  });
  expect(second.secret).not.toBe(first.secret);
  expect(second.secret).toHaveLength(first.secret.length);
  expect(second.signingSecret).not.toBe(first.signingSecret);
});

it('copies the owner and the tags, but not the note', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { owner: 'Payments team', tags: ['eu'], note: 'In the vault' });
  const settings = granted(await duplicateSettings(owner, { keyId: key.id }, keys));
  expect(settings).toMatchObject({ owner: 'Payments team', tags: ['eu'], note: '' });
});

it('creates nothing by itself', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  granted(await duplicateSettings(owner, { keyId: key.id }, keys));
  expect(await db().apiKey.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
});

it('adapts an expiry in the past, a long label and a high rate limit', async () => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { expiry: '7d', label: '🔑'.repeat(64), rateLimit: 600 });
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { rateLimitCap: 60 } });
  setClockOffset(7 * DAY);
  const settings = granted(await duplicateSettings(owner, { keyId: key.id }, keys));
  expect(settings).toMatchObject({ expiry: '30d', label: `Copy of ${'🔑'.repeat(56)}`, rateLimit: 60 });
  granted(await readApiKey(owner, { keyId: (await makeKey(owner, settings)).key.id }));
});

it('is only for the workspace of the key', async () => {
  const { key } = await makeKey(await makeMember());
  const input = { keyId: key.id };
  expect(await duplicateSettings(await makeMember(), input, keys)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
  expect(await duplicateSettings(SYSTEM, input, keys)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
});
