import { expect, it, onTestFinished } from 'vitest';
import { httpLookupCarrier } from '@/lib/domain/carrier/lookups';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';
import { startLookupCarrier } from '@/lib/testing/servers/lookup-carrier';

const NUMBER = '+31612345678';
const request = { id: 'lk_1.1', kind: 'hlr' as const, numbers: [NUMBER, '+31612345679'] };

async function ask(answer: Parameters<typeof startLookupCarrier>[0], timeoutMs = 2_000) {
  const carrier = await startLookupCarrier(answer);
  onTestFinished(() => carrier.close());
  const answered = await httpLookupCarrier(carrier.url, CARRIER_SECRET, timeoutMs).lookUp(request);
  return { answered, posts: carrier.posts };
}

it('posts a signed request, and reads what the carrier knows', async () => {
  const known = { number: NUMBER, network: ' KPN ', mccmnc: '20408', ported: true, reachable: 'no' };
  const stranger = { number: '+31600000000', network: 'Other' };
  const { answered, posts } = await ask(() => ({ results: [{ ...known, price: 1 }, stranger], more: true }));
  expect(posts).toEqual([request]);
  const facts = {
    ...{ network: 'KPN', mccmnc: '20408', originalNetwork: null, ported: true },
    ...{ reachable: 'no', roaming: null, name: null },
  };
  expect(answered).toEqual({ outcome: 'answered', facts: new Map([[NUMBER, facts]]) });
});

it('keeps a long name well-formed', async () => {
  const { answered } = await ask(() => ({ results: [{ number: NUMBER, name: `${'a'.repeat(199)}😀` }] }));
  const name = `${'a'.repeat(199)}\ufffd`;
  expect(answered).toMatchObject({ facts: new Map([[NUMBER, expect.objectContaining({ name })]]) });
});

it.each([
  ['no JSON', 'hello'],
  ['no results', {}],
  ['a result without its number', { results: [{ network: 'KPN' }] }],
  ['an unknown reachability', { results: [{ number: NUMBER, reachable: 'maybe' }] }],
  ['a network code that is none', { results: [{ number: NUMBER, mccmnc: 'KPN' }] }],
  ['too much', { results: [], filler: 'x'.repeat(300_000) }],
  ['an error', 500],
  ['too many requests', 429],
  ['other credentials', 401],
])('fails for now with %s', async (_, reply) => {
  expect((await ask(() => reply)).answered).toMatchObject({ outcome: 'failed', reason: expect.any(String) });
});

it.each([
  [400, 'refused'],
  [422, 'refused'],
  [501, 'unsupported'],
])('treats %i as %s', async (status, outcome) => {
  const reason = `The carrier answered ${status}.`;
  expect((await ask(() => status)).answered).toEqual({ outcome, reason });
});

it('fails for now if there is no answer in time, or no carrier', async () => {
  expect((await ask(() => undefined, 100)).answered).toMatchObject({ outcome: 'failed' });
  const nobody = httpLookupCarrier('http://127.0.0.1:1/', CARRIER_SECRET);
  expect(await nobody.lookUp(request)).toMatchObject({ outcome: 'failed' });
});
