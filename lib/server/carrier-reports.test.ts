import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { createGateway, type Gateway } from '@/lib/gateway/gateway';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { requestListener } from '@/lib/server/requests';
import { makeMessage, makeSender, statusOf } from '@/lib/testing/factories/messages';
import { CARRIER_SECRET, reportHeaders } from '@/lib/testing/servers/carrier';

let gateway: Gateway;
let server: Server;
let url: string;
let id: string;

beforeAll(async () => {
  overrideEnv({ CARRIER_URL: 'https://carrier.example/messages', CARRIER_SECRET });
  gateway = createGateway(keydesk);
  server = createServer(requestListener({ gateway, started: () => true }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/carrier/reports`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await gateway.close();
});
beforeEach(async () => {
  id = await makeMessage(await makeSender());
});

function bodyOf(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({ id, status: 'delivered', at: now().toISOString(), ...changes });
}

async function post(body: string, headers = reportHeaders(body)): Promise<number> {
  return (await fetch(url, { method: 'POST', body, headers })).status;
}

describe('POST /carrier/reports', () => {
  it('updates the message of a report, and accepts a replay', async () => {
    const body = bodyOf();
    expect(await post(body)).toBe(204);
    expect(await statusOf(id)).toBe('delivered');
    expect(await post(body)).toBe(204);
    expect(await post(bodyOf({ status: 'sent' }))).toBe(204);
    expect(await post(bodyOf({ status: 'expired' }))).toBe(204);
    expect(await statusOf(id)).toBe('delivered');
  });

  it('updates the voice call of a report', async () => {
    const { workspaceId, apiKeyId, environment } = await makeSender();
    const call = {
      id: newId('vc'),
      groupId: newId('vcg'),
      recipient: '+31612345678',
      text: 'Hello',
      price: 0n,
    };
    await db().voiceCall.create({ data: { ...call, workspaceId, apiKeyId, environment } });
    expect(await post(bodyOf({ id: call.id, status: 'completed', durationSeconds: 31 }))).toBe(204);
    expect(await db().voiceCall.findUniqueOrThrow({ where: { id: call.id } })).toMatchObject({
      ...{ status: 'completed', durationSeconds: 31 },
    });
    expect(await post(bodyOf({ id: newId('vc'), status: 'completed' }))).toBe(404);
  });

  it('refuses reports that were not signed with the secret', async () => {
    const body = bodyOf();
    const signed = reportHeaders(body);
    const other = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    expect(await post(body, {})).toBe(401);
    expect(await post(bodyOf({ status: 'expired' }), signed)).toBe(401);
    expect(await post(body, { ...signed, 'webhook-id': 'report_2' })).toBe(401);
    expect(
      await post(body, { ...signed, 'webhook-timestamp': `${Number(signed['webhook-timestamp']) + 1}` }),
    ).toBe(401);
    expect(await post(body, { ...signed, 'webhook-signature': 'v1,' })).toBe(401);
    expect(await post(body, { ...signed, 'webhook-signature': 'v1' })).toBe(401);
    expect(await post(body, reportHeaders(body, now(), other))).toBe(401);
    expect(await statusOf(id)).toBe('queued');
  });

  it.each([-5 * MINUTE - 5 * SECOND, 5 * MINUTE + 5 * SECOND])(
    'refuses a report that was signed %i ms from now',
    async (ms) => {
      const body = bodyOf();
      expect(await post(body, reportHeaders(body, new Date(Date.now() + ms)))).toBe(401);
      expect(await post(body, reportHeaders(body, new Date(Date.now() + ms * 0.9)))).toBe(204);
    },
  );

  it('does not find other messages', async () => {
    expect(await post(bodyOf({ id: newId('msg') }))).toBe(404);
    const sandbox = await makeMessage(await makeSender('sandbox'));
    expect(await post(bodyOf({ id: sandbox }))).toBe(404);
    expect(await statusOf(sandbox)).toBe('queued');
  });

  it.each(['', 'delivered', '[]', 'null', '{"id":"msg_1"}'])('refuses the body %j', async (body) => {
    expect(await post(body)).toBe(400);
  });

  it.each<[string, (body: string) => string]>([
    ['with unknown members', (body) => body.replace('{', '{"parts":[{"no":1}],"network":null,')],
    ['with an offset in numbers', (body) => body.replace(/Z"}$/, '+0000"}')],
    ['with an offset of zero hours', (body) => body.replace(/Z"}$/, '+00:00"}')],
    ['after a byte order mark', (body) => `\uFEFF${body}`],
    ['without a time', (body) => body.replace(/,"at":"[^"]*"/, '')],
  ])('accepts a report %s', async (_, spell) => {
    expect(await post(spell(bodyOf()))).toBe(204);
    expect(await statusOf(id)).toBe('delivered');
  });

  it('refuses a body that is too large, and other methods', async () => {
    expect(await post(bodyOf({ id: 'x'.repeat(17_000) }))).toBe(413);
    expect((await fetch(url)).status).toBe(405);
  });

  it('does not exist without a carrier', async () => {
    overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
    expect(await post(bodyOf())).toBe(404);
    overrideEnv({ CARRIER_URL: 'https://carrier.example/messages', CARRIER_SECRET });
    expect(await post(bodyOf())).toBe(204);
  });
});
