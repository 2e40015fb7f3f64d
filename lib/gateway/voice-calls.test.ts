import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { CALL_NUMBERS } from '@/lib/domain/voice-calls/magic-numbers';
import { voiceCallResource } from '@/lib/profiles/keydesk/voice-call';
import { makeCaller } from '@/lib/testing/factories/callers';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const NL = '+31612345678';
const page = z.strictObject({ data: z.array(voiceCallResource), next_cursor: z.string().nullable() });

it('starts, lists and reads voice calls', async () => {
  const { secret } = await makeCaller({ money: 10_000_000n });
  const post = (body: unknown) => gateway.call(secret, 'POST', '/voice-calls', body);
  const get = (path: string) => gateway.call(secret, 'GET', `/voice-calls${path}`);

  const one = await post({ to: NL, text: 'Hello', name: 'Greeting', ring_seconds: 20 });
  expect(one).toMatchObject({ status: 202, body: { status: 'queued', name: 'Greeting', text: 'Hello' } });
  const call = voiceCallResource.parse(one.body);
  expect(call.price).toEqual({ amount: '0.1600', currency: 'EUR' });

  const audio_url = 'https://media.example/welcome.mp3';
  const list = await post({ to: [CALL_NUMBERS.completed, CALL_NUMBERS.busy], audio_url });
  const { data: calls } = z.strictObject({ data: z.array(voiceCallResource) }).parse(list.body);
  expect(calls).toMatchObject([
    { to: CALL_NUMBERS.completed, text: null, audio_url },
    { to: CALL_NUMBERS.busy, group_id: calls[0]?.group_id },
  ]);

  expect((await get(`/${call.id}`)).body).toEqual(call);
  expect(page.parse((await get(`?to=${encodeURIComponent(NL)}`)).body).data).toEqual([call]);
  expect(page.parse((await get(`?group=${calls[0]?.group_id}`)).body).data).toHaveLength(2);
  const { secret: other } = await makeCaller();
  expect(await gateway.call(other, 'GET', `/voice-calls/${call.id}`)).toMatchObject({ status: 404 });

  expect(await post({ to: NL })).toMatchObject({
    status: 422,
    body: { fields: { text: expect.any(String) } },
  });
  const wrong = await post({ to: NL, audio_url: 'http://media.example/', ring_seconds: 61 });
  expect(wrong).toMatchObject({
    status: 422,
    body: { fields: { audio_url: expect.any(String), ring_seconds: expect.any(String) } },
  });
});

it('needs a scope, and for live keys a carrier', async () => {
  const body = { to: NL, text: 'Hello' };
  const { secret: reading } = await makeCaller({ scopes: ['voice.read'] });
  expect(await gateway.call(reading, 'POST', '/voice-calls', body)).toMatchObject({ status: 403 });
  const { secret: sending } = await makeCaller({ scopes: ['voice.send'] });
  expect(await gateway.call(sending, 'GET', '/voice-calls')).toMatchObject({ status: 403 });
  const { secret: live } = await makeCaller({ environment: 'live' });
  expect(await gateway.call(live, 'POST', '/voice-calls', body)).toMatchObject({
    status: 422,
    body: { code: 'CHANNEL_NOT_CONNECTED' },
  });
});
