import { BalanceResource, Client, SmsResource } from '@seven.io/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { seven } from '@/lib/profiles/seven/seven';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let owner: MemberActor;
beforeAll(async () => {
  gateway = await startGateway(seven);
  owner = await makeOwner();
  Reflect.set(Client, 'BASE_URL', gateway.base);
});
afterAll(() => gateway.close());

/** A client as its documentation says, with a new key. */
async function makeClient(isSigned: boolean) {
  const input = keyInput({ length: 64, scopes: ['*'], requireSignatures: isSigned, rateLimit: 6_000 });
  const { secret, signingSecret } = granted(await createApiKey(owner, input, seven.keys));
  if (signingSecret === null) throw new Error('The key has no signing secret.');
  return new Client({ apiKey: secret, ...(isSigned && { signingSecret }) });
}

describe.each([
  ['without signatures', false],
  ['with signatures, which the key requires', true],
])('the npm client of the provider, %s', (_, isSigned) => {
  let client: Client;
  beforeAll(async () => {
    client = await makeClient(isSigned);
  });

  it('reads the balance', async () => {
    const { sandboxBalance } = await db().workspace.findUniqueOrThrow({ where: { id: owner.workspaceId } });
    expect(await new BalanceResource(client).get()).toEqual({
      amount: Number(sandboxBalance) / 1_000_000,
      currency: 'EUR',
    });
  });

  it('sends SMS', async () => {
    const sms = new SmsResource(client);
    const sent = await sms.dispatch({
      to: ['+4915112345678', '0049 151 12345679'],
      text: `Höhe € ${isSigned}`,
      from: 'Shop',
    });
    expect(sent).toMatchObject({
      ...{ success: '100', debug: 'true', sms_type: 'direct', balance: expect.any(Number) },
      messages: [
        {
          id: expect.any(String),
          recipient: '4915112345678',
          sender: 'Shop',
          text: `Höhe € ${isSigned}`,
          parts: 1,
        },
        { recipient: '4915112345679', encoding: 'gsm', success: true, error: null, is_binary: false },
      ],
    });
    const prices = sent.messages.map(({ price }) => price);
    expect(sent.total_price).toBeCloseTo(prices.reduce((sum, price) => sum + price, 0));
    await expect(sms.dispatch({ to: ['nobody'], text: 'Hello' })).rejects.toThrow('202');
    await expect(sms.dispatch({ to: [], text: 'Hello' })).rejects.toThrow('301');
  });
});

it('is refused by the client with a wrong key or signature', async () => {
  const wrong = new Client({ apiKey: 'a'.repeat(64) });
  await expect(new BalanceResource(wrong).get()).rejects.toThrow('900');
  const input = keyInput({ length: 64, scopes: ['balance'] });
  const { secret } = granted(await createApiKey(owner, input, seven.keys));
  const misSigned = new Client({ apiKey: secret, signingSecret: 'another secret' });
  await expect(new BalanceResource(misSigned).get()).rejects.toThrow('901');
});
