import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { adviseOn } from '@/lib/domain/refusals/advice';
import { msgine } from '@/lib/profiles/msgine/msgine';
import { refusalsOf } from '@/lib/profiles/refusals';
import type { Language } from '@/lib/profiles/snippets/languages';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { missingFor } from '@/lib/testing/requests/interpreter-modules';
import { runSample } from '@/lib/testing/requests/interpreters';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { databaseText } from '@/lib/testing/servers/database';
import { readAnswer, startGateway, type TestAnswer, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let owner: MemberActor;
let key: CreatedApiKey;
beforeAll(async () => {
  gateway = await startGateway(msgine);
  owner = await makeOwner();
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { currency: 'UGX' } });
  key = await makeKey();
});
afterAll(() => gateway.close());

/** Writes what the gateway holds in memory. */
async function restartGateway() {
  await gateway.close();
  gateway = await startGateway(msgine);
}

async function makeKey(scopes = ['sms.send', 'sms.read']): Promise<CreatedApiKey> {
  return granted(await createApiKey(owner, keyInput({ length: 40, scopes }), msgine.keys));
}

async function call(path: string, headers: Record<string, string>, body?: unknown): Promise<TestAnswer> {
  return readAnswer(
    await fetch(`${gateway.base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  );
}

const withKey = (secret = key.secret) => ({ 'x-api-key': secret });
const send = (body: object, path = '/developers/sms') => call(path, withKey(), body);

const UNAUTHORIZED = { error: { code: 'unauthorized', message: 'Invalid or missing API key' } };
const FORBIDDEN = { error: { code: 'forbidden', message: 'Insufficient permissions for this operation' } };
const HELLO = { to: '+256701521269', message: 'Hello from MsGine!' };

describe('the key', () => {
  it('S4.1 is sent in X-Api-Key, or in Authorization as the SDK 1.0 does, with or without Bearer', async () => {
    for (const headers of [
      withKey(),
      { authorization: key.secret },
      { authorization: `Bearer ${key.secret}` },
    ]) {
      expect((await call('/account', headers)).status).toBe(200);
    }
  });

  it('S4.7 is in no log and no table after calls in each way, accepted and refused', async () => {
    const lines = captureLog();
    const own = await makeKey(['sms.send']);
    const revoked = await makeKey();
    granted(await revokeApiKey(owner, { keyId: revoked.key.id }));
    const secrets = [own.secret, revoked.secret, `${own.secret}x`];
    const statuses = new Set<number>();
    for (const secret of secrets) {
      for (const credential of [
        withKey(secret),
        { authorization: secret },
        { authorization: `Bearer ${secret}` },
      ]) {
        const headers = { ...credential, 'user-agent': `app/${secret}`, origin: `https://${secret}.example` };
        const answers = [
          await call('/account', headers),
          await call('/developers/sms/history', headers),
          await call(`/${secret}?key=${secret}`, headers),
          await call(`/developers/${secret}?key=${secret}`, headers),
          await call('/developers/sms', headers, { ...HELLO, color: secret }),
          await call('/developers/sms', headers, { ...HELLO, from: secret }),
          await call('/developers/sms', headers, HELLO),
        ];
        for (const { status } of answers) statuses.add(status);
        expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(secret.slice(-30));
      }
    }
    expect([...statuses].sort()).toEqual([200, 201, 400, 401, 403, 404]);
    await restartGateway();
    const kept = `${inspect(lines, { depth: null })}\n${await databaseText()}`.toLowerCase();
    expect(kept).toContain(own.key.id.toLowerCase());
    for (const secret of secrets) {
      const random = secret.slice(-30).toLowerCase();
      for (const spelling of [
        random,
        Buffer.from(secret).toString('hex'),
        Buffer.from(secret).toString('base64'),
      ]) {
        expect(kept).not.toContain(spelling.toLowerCase());
      }
    }
  });

  it('S4.17 is revoked without affecting others, S4.20 and then gets the documented 401', async () => {
    const other = await makeKey();
    granted(await revokeApiKey(owner, { keyId: other.key.id }));
    for (const headers of [{}, withKey('wrong'), withKey(other.secret)]) {
      expect(await call('/account', headers)).toMatchObject({ status: 401 });
      expect((await call('/account', headers)).body).toEqual(UNAUTHORIZED);
    }
    expect((await call('/account', withKey())).status).toBe(200);
  });

  it('S4.21 without the permission gets the documented 403', async () => {
    const reader = await makeKey(['sms.read']);
    const refused = await call('/developers/sms', withKey(reader.secret), HELLO);
    expect(refused.status).toBe(403);
    expect(refused.body).toEqual(FORBIDDEN);
  });

  it('S4.24 works from a browser, and its page shows which web page used it', async () => {
    const own = await makeKey();
    const read = async () => {
      await restartGateway();
      return granted(await readApiKey(owner, { keyId: own.key.id })).pageUse;
    };
    await call('/account', withKey(own.secret));
    expect(await read()).toBeNull();
    const page = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    expect(await call('/account', { ...withKey(own.secret), ...page })).toMatchObject({ status: 200 });
    expect(await read()).toMatchObject({ origin: 'https://shop.example' });
  });

  it('S4.23 begins with msgine_live_', async () => {
    const input = keyInput({ length: 40, scopes: ['sms.send'], environment: 'live' });
    const { secret } = granted(await createApiKey(owner, input, msgine.keys));
    expect(secret).toMatch(/^msgine_live_[0-9A-Za-z]{40}$/);
    expect(key.secret).toMatch(/^msgine_test_/);
  });

  it('S4.31 shows the account', async () => {
    const { status, body } = await call('/account', withKey());
    expect(status).toBe(200);
    const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    expect(body).toEqual({
      id: expect.stringMatching(/^acc_[0-9A-Za-z]+$/),
      email,
      balance: expect.any(Number),
      currency: 'UGX',
    });
  });
});

describe('sending', () => {
  const sent = z.object({ id: z.string() });

  it.each(['/developers/sms', '/messages/sms'])('S4.8 queues a message at %s', async (path) => {
    const { status, body } = await send(HELLO, path);
    expect(status).toBe(201);
    const { id } = sent.parse(body);
    expect(body).toEqual({
      id,
      sid: id,
      channel: 'sms',
      to: ['+256701521269'],
      from: null,
      content: 'Hello from MsGine!',
      status: 'pending',
      cost: 35,
      currency: 'UGX',
      createdAt: expect.any(String),
    });
    for (const read of [`/developers/${id}`, `/messages/${id}`]) {
      expect(await call(read, withKey())).toMatchObject({ status: 200, body: { id } });
    }
  });

  it('has one id for all recipients, in a list or separated by commas', async () => {
    const to = ['+256701521269', '+256701521270'];
    for (const given of [to, to.join(','), to.join(', ')]) {
      expect(await send({ ...HELLO, to: given })).toMatchObject({ status: 201, body: { to, cost: 70 } });
    }
  });

  it('sends braces as they are', async () => {
    const message = 'Your code is {{code}}, {{ name }}.';
    expect(await send({ ...HELLO, message })).toMatchObject({ status: 201, body: { content: message } });
    const last = await db().message.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
    expect(last.text).toBe(message);
  });

  it.each(['0701521269', '256', 'nobody'])('S4.9 needs a number in E.164: %s', async (to) => {
    expect(await send({ ...HELLO, to })).toMatchObject({
      status: 400,
      body: {
        error: { code: 'invalid_phone_number', details: { field: 'to', value: to } },
        meta: { requestId: expect.stringMatching(/^req_/) },
      },
    });
  });

  it('names other wrong fields as they were sent', async () => {
    const errorOf = async (body: object) =>
      z.object({ error: z.unknown() }).parse((await send({ ...HELLO, ...body })).body).error;
    expect(await errorOf({ message: '' })).toEqual({
      code: 'invalid_request',
      message: 'Give the text of the message.',
      details: { field: 'message', value: '' },
    });
    for (const [field, value] of Object.entries({ scheduledFor: 'tomorrow', from: 7, color: null })) {
      expect(await errorOf({ [field]: value })).toMatchObject({ details: { field, value } });
    }
    const numbers = '+256701521269, 256';
    expect(await errorOf({ to: numbers })).toMatchObject({ details: { field: 'to', value: '256' } });
    expect(await errorOf({ to: {} })).toMatchObject({ details: { field: 'to' } });
    expect(JSON.stringify(await errorOf({ from: key.secret }))).not.toContain(key.secret);
    expect(await errorOf({ color: 'x'.repeat(999) })).toMatchObject({ details: { value: 'x'.repeat(200) } });
  });

  it('sends once with the idempotency key of the SDK 2.0, in the body', async () => {
    const request = { ...HELLO, idempotencyKey: 'order-1' };
    const first = await send(request);
    const again = await send(request);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('accepts a sender, a time and an address for reports', async () => {
    const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
    const body = { ...HELLO, from: 'Engines', scheduledFor, callbackUrl: 'https://example.com/sms' };
    expect(await send(body)).toMatchObject({ status: 201, body: { from: 'Engines', status: 'pending' } });
  });

  it('refuses what the balance does not cover', async () => {
    expect(await send({ ...HELLO, to: MAGIC_NUMBERS.insufficientBalance })).toMatchObject({
      status: 402,
      body: { error: { code: 'insufficient_balance' } },
    });
  });

  it('has a history by page', async () => {
    await send(HELLO);
    await send(HELLO);
    const history = z.object({
      messages: z.array(z.unknown()),
      total: z.int(),
      page: z.int(),
      pages: z.int(),
    });
    const { status, body } = await call('/developers/sms/history?page=2&limit=1', withKey());
    expect(status).toBe(200);
    const { messages, total, page, pages } = history.parse(body);
    expect([messages.length, page, pages]).toEqual([1, 2, total]);
    expect((await call('/developers/none', withKey())).status).toBe(404);
  });

  it('has the rate limit in the headers of every response', async () => {
    const answers = [
      await send(HELLO),
      await send({}),
      await call('/account', {}),
      await call('/none', withKey()),
      await call('/account', withKey(), {}),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 400, 401, 404, 405]);
    for (const { headers } of answers) {
      for (const name of ['limit', 'remaining', 'reset']) {
        expect(headers.get(`x-ratelimit-${name}`)).toMatch(/^\d+$/);
      }
    }
  });
});

const HOST = 'https://api.msgine.net';

/** The samples of the provider's documentation, as they are there. */
const SEED_SAMPLES: [statement: string, language: Language, sample: string, rest: string][] = [
  [
    'S4.10',
    'curl',
    `curl -X POST https://api.msgine.net/api/v1/developers/sms \\
-H "X-Api-Key: YOUR_API_KEY" \\
-H "Content-Type: application/json" \\
-d '{
"to": "+256701521269",
"message": "Hello from MsGine!"
}'`,
    '',
  ],
  [
    'S4.11',
    'javascript',
    `const response = await fetch('https://api.msgine.net/api/v1/developers/sms', {
method: 'POST',
headers: {
'X-Api-Key': process.env.MSGINE_API_KEY,
'Content-Type': 'application/json'
},
body: JSON.stringify({
to: '+256701521269',
message: 'Hello from MsGine!'
})
})`,
    'console.log(await response.text())',
  ],
  [
    'S4.12',
    'python',
    `import os
import requests
headers = {
'X-Api-Key': os.environ['MSGINE_API_KEY'],
'Content-Type': 'application/json'
}
response = requests.post(
'https://api.msgine.net/api/v1/developers/sms',
headers=headers,
json={
'to': '+256701521269',
'message': 'Hello from MsGine!'
}
)`,
    'print(response.text)',
  ],
  [
    'S4.13',
    'php',
    `<?php
$apiKey = getenv('MSGINE_API_KEY');
$ch = curl_init('https://api.msgine.net/api/v1/developers/sms');
curl_setopt($ch, CURLOPT_HTTPHEADER, [
"X-Api-Key: $apiKey",
'Content-Type: application/json'
]);`,
    `curl_setopt($ch, CURLOPT_POSTFIELDS, '${JSON.stringify(HELLO)}'); curl_exec($ch);`,
  ],
];

describe('the requests of the official SDK', () => {
  it('S4.14 S4.15 are understood as version 1.0 sends them', async () => {
    const headers = { authorization: key.secret };
    const sent = await call('/messages/sms', headers, { to: '+256701521269', message: 'Hello!' });
    expect(sent).toMatchObject({ status: 201, body: { to: ['+256701521269'], content: 'Hello!' } });
    const { id } = z.object({ id: z.string() }).parse(sent.body);
    expect(await call(`/messages/${id}`, headers)).toMatchObject({ status: 200, body: { id } });
  });

  it('S4.14 S4.15 are understood as version 2.0 sends them', async () => {
    const body = { to: '+256701521269,+256701521270', message: 'Hello!', idempotencyKey: 'sdk-2' };
    const sent = await send(body);
    expect(sent).toMatchObject({ status: 201, body: { to: ['+256701521269', '+256701521270'] } });
    expect(sent.headers.get('content-type')).toContain('application/json');
    const { id } = z.object({ id: z.string() }).parse(sent.body);
    expect(await call(`/developers/${id}`, withKey())).toMatchObject({ status: 200, body: { id } });
  });
});

it('S4.22 says beside 401 and 403 what to do', () => {
  const texts = new Map(refusalsOf(msgine));
  expect(texts.get('INVALID_API_KEY')?.action).toContain('Compare the token');
  expect(texts.get('FORBIDDEN')?.action).toContain('Add the scope');
  expect(adviseOn({ code: 'FORBIDDEN', address: null, detail: { scope: 'sms.send' } })).toMatchObject({
    fix: { kind: 'addScope', scope: 'sms.send' },
  });
});

describe('the samples of the documentation', () => {
  describe.each(SEED_SAMPLES)('%s', (_, language, sample, rest) => {
    const missing = missingFor(language);
    const note = missing === undefined ? '' : ` (skipped: this machine does not have ${missing})`;
    it.skipIf(missing !== undefined)(`works in ${language} as it is written${note}`, async () => {
      const origin = new URL(gateway.base).origin;
      const text = sample.replace(HOST, origin).replace('YOUR_API_KEY', key.secret);
      const output = await runSample(language, `${text}\n${rest}`, { MSGINE_API_KEY: key.secret });
      expect(JSON.parse(output)).toMatchObject({ to: ['+256701521269'], content: 'Hello from MsGine!' });
    });
  });

  it('S4.31 the curl of the section about testing works as it is written', async () => {
    const sample = `curl https://api.msgine.net/api/v1/account \\
-H "X-Api-Key: YOUR_API_KEY"`;
    const origin = new URL(gateway.base).origin;
    const text = sample.replace(HOST, origin).replace('YOUR_API_KEY', key.secret);
    expect(JSON.parse(await runSample('curl', text, {}))).toMatchObject({ currency: 'UGX' });
  });
});
