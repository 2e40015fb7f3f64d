import { expect, it } from 'vitest';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { rotationDueAt } from '@/lib/domain/key-policy/rotation-reminder';
import { setPurpose } from '@/lib/domain/key-settings/set-purpose';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { msgine } from '@/lib/profiles/msgine/msgine';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const secretCreatedAt = new Date('2026-01-01T00:00:00Z');
const dueAfter = (purpose: string | null) => {
  const due = rotationDueAt(msgine.keys, { purpose, remindAfterDays: null, secretCreatedAt });
  return due && (due.getTime() - secretCreatedAt.getTime()) / DAY;
};

it('S4.16 keeps the purpose of a key, and refuses one that the provider does not declare', async () => {
  const owner = await makeMember();
  const input = (purpose: string) => ({ ...keyInput({ length: 40, scopes: ['sms.send'] }), purpose });
  for (const { name } of msgine.keys.purposes ?? []) {
    const { key } = granted(await createApiKey(owner, input(name), msgine.keys));
    expect(key.purpose).toBe(name);
  }
  const { detail } = await db().auditEvent.findFirstOrThrow({
    where: { action: 'api_key.create' },
    orderBy: { id: 'desc' },
  });
  expect(detail).toMatchObject({ purpose: 'Third-party' });
  expect(await createApiKey(owner, input('Staging'), msgine.keys)).toMatchObject({
    refusal: { code: 'INVALID_REQUEST', fields: { purpose: expect.any(String) } },
  });
  const ours = { ...keyInput(), purpose: 'Production' };
  expect(await createApiKey(owner, ours, keydesk.keys)).toMatchObject({
    refusal: { code: 'INVALID_REQUEST' },
  });
});

it('S4.16 changes the purpose of a key, with the old and the new one in the audit log', async () => {
  const owner = await makeMember();
  const input = { ...keyInput({ length: 40, scopes: ['sms.send'] }), purpose: 'Development' };
  const { key } = granted(await createApiKey(owner, input, msgine.keys));
  const set = (purpose: string | null) => setPurpose(owner, { keyId: key.id, purpose }, msgine.keys);
  for (const purpose of ['Production', 'Production']) {
    expect(granted(await set(purpose))).toMatchObject({ purpose });
  }
  expect(granted(await set(null))).toMatchObject({ purpose: null });
  const events = await db().auditEvent.findMany({
    where: { targetId: key.id, action: 'api_key.set_purpose' },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ detail }) => detail)).toEqual([
    { from: 'Development', to: 'Production' },
    { from: 'Production', to: null },
  ]);
  for (const purpose of ['Staging', '']) {
    expect(await set(purpose)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { purpose: expect.any(String) } },
    });
  }
});

it('S4.25 S4.26 asks to rotate production keys after 90 days, and others as needed', () => {
  expect(['Production', 'Development', 'CI/CD', null].map(dueAfter)).toEqual([90, null, null, null]);
});
