import { expect, it } from 'vitest';
import { DAY, HOUR, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { readUsage } from '@/lib/domain/usage/read';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { startGateway } from '@/lib/testing/servers/gateway';

/** The responses to calls with these secrets, after everything was recorded. */
async function callWith(secrets: readonly string[], profile = keydesk) {
  const gateway = await startGateway(profile);
  const answers = [];
  for (const secret of secrets) {
    answers.push(await gateway.call(secret, 'GET', '/account', undefined, { 'user-agent': 'cron/1' }));
  }
  await gateway.close();
  return answers;
}

const groupsOf = (apiKeyId: string) => db().keyRefusalGroup.findMany({ where: { apiKeyId } });

it('shows the owner who still uses a revoked key, and tells the caller no more than of an unknown one', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  granted(await revokeApiKey(owner, { keyId: key.id }));
  const unknown = generateSecret(keydesk.keys, 'sandbox', 64);
  const answers = await callWith([secret, secret, unknown]);
  const said = answers.map(({ status, body }) => ({ status, ...Object(body), request_id: '' }));
  expect(said[0]).toEqual(said[2]);
  expect(said[0]).not.toHaveProperty('help');
  const detail = { cause: 'revoked', secret: key.maskedSecret };
  expect(await groupsOf(key.id)).toMatchObject([{ code: 'INVALID_API_KEY', calls: 2n, detail }]);
  const calls = await db().keyRefusal.findMany({ where: { apiKeyId: key.id } });
  expect(calls).toMatchObject([{ status: 401, client: 'cron/1', path: '/api/v1/account' }, {}]);
  expect(JSON.stringify(calls)).not.toContain(secret);
  expect(granted(await readUsage(owner, { keyId: key.id })).at(-1)).toMatchObject({ refused: 2 });
  expect(await db().apiKeyLastUse.count({ where: { apiKeyId: key.id } })).toBe(0);
});

it('shows who still uses an old secret of a key', async () => {
  const { key, secret } = await makeKey(await makeMember());
  const ended = new Date(Date.now() - HOUR);
  await db().apiKeySecret.updateMany({
    where: { apiKeyId: key.id },
    data: { replacedAt: ended, endsAt: ended },
  });
  await callWith([secret]);
  expect(await groupsOf(key.id)).toMatchObject([
    { code: 'INVALID_API_KEY', operation: 'account.read', detail: { cause: 'replaced' } },
  ]);
});

it('counts the calls as rejected, also if the provider answers them with 200', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  granted(await revokeApiKey(owner, { keyId: key.id }));
  const statuses = { ...keydesk.errors.statuses, INVALID_API_KEY: 200 };
  const [answer] = await callWith([secret], { ...keydesk, errors: { ...keydesk.errors, statuses } });
  expect(answer?.status).toBe(200);
  expect(await db().keyRefusal.findMany({ where: { apiKeyId: key.id } })).toMatchObject([{ status: 200 }]);
  expect(granted(await readUsage(owner, { keyId: key.id })).at(-1)).toMatchObject({
    succeeded: 0,
    refused: 1,
  });
});

it('records nothing of closed workspaces', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  granted(await revokeApiKey(owner, { keyId: key.id }));
  await db().workspace.update({
    where: { id: owner.workspaceId },
    data: { closedAt: now(), deletesAt: new Date(now().getTime() + 30 * DAY) },
  });
  await callWith([secret]);
  expect(await groupsOf(key.id)).toEqual([]);
});
