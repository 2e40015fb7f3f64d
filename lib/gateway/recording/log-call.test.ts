import { expect, it } from 'vitest';
import { makeCaller } from '@/lib/testing/factories/callers';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { startGateway } from '@/lib/testing/servers/gateway';

it('logs the operation, the key id and the status, and never the secret', async () => {
  const lines = captureLog();
  const gateway = await startGateway();
  const { secret, actor } = await makeCaller({ scopes: ['balance.read'] });
  await gateway.call(secret, 'GET', '/balance');
  await gateway.call(secret, 'GET', '/messages');
  await gateway.call(secret, 'GET', `/${secret}`);
  await gateway.call(secret, 'GET', `/messages/${secret}?key=${secret}`);
  await gateway.call(`${secret}x`, 'GET', '/account');
  await gateway.close();

  const who = { keyId: actor.keyId, workspaceId: actor.workspaceId };
  expect(lines).toMatchObject([
    ['debug', { method: 'GET', operation: 'balance.read', status: 200, ...who }, 'API call'],
    ['info', { operation: 'messages.list', status: 403, code: 'FORBIDDEN', ...who }, 'API call'],
    ['info', { status: 404, code: 'NOT_FOUND' }, 'API call'],
    ['info', { operation: 'messages.get', status: 403 }, 'API call'],
    ['info', { operation: 'account.read', status: 401, code: 'INVALID_API_KEY' }, 'API call'],
  ]);
  expect(JSON.stringify(lines)).not.toContain(secret);
});
