import { describe, expect, it } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { type SignedNonce, signedNonce, takeNonce } from '@/lib/domain/key-calls/take-nonce';
import { transactForKey } from '@/lib/domain/key-calls/transact-for-key';
import { ok, type Result, refuse } from '@/lib/errors';
import { runSigned } from '@/lib/gateway/run-signed';
import { makeCaller } from '@/lib/testing/factories/callers';

const refused = refuse('FORBIDDEN', 'No.');
const reused = { ok: false, refusal: { code: 'NONCE_REUSED' } };

const makeCall = () => ({ id: 'req_1', signature: { oldId: 'old', isByOld: false } });

/** A nonce, and an operation of its key whose transaction takes it. */
async function makeSigned() {
  const { actor } = await makeCaller();
  const nonce = signedNonce(actor.keyId, 'a nonce', new Date(now().getTime() + MINUTE));
  const write = (work: () => Promise<Result<string>>) => async (untaken?: SignedNonce) => {
    const result = await transactForKey(actor, { request: undefined, nonce: untaken, work });
    return 'stored' in result ? ok(result.stored.body) : result;
  };
  return { nonce, write };
}

const done = async () => ok('done');

describe('a signed call', () => {
  it.each<[string, boolean, boolean]>([
    ['before', false, false],
    ['in its transaction', true, true],
    ['after a success that has not taken it', true, false],
  ])(
    'takes its nonce %s, and a repeated call does not count as a use of the signing secret',
    async (_, takes, writes) => {
      const { nonce, write } = await makeSigned();
      const run = writes ? write(done) : done;
      const [first, second] = [makeCall(), makeCall()];
      expect(await runSigned(first, { ...nonce }, takes, run)).toEqual(ok('done'));
      expect(await runSigned(second, { ...nonce }, takes, run)).toMatchObject(reused);
      expect([first, second]).toEqual([makeCall(), { id: 'req_1' }]);
    },
  );

  it('does not run if its nonce was taken before', async () => {
    const { nonce } = await makeSigned();
    await takeNonce(nonce);
    const run = () => Promise.reject(new Error('It ran.'));
    expect(await runSigned(makeCall(), nonce, false, run)).toMatchObject(reused);
  });

  it('takes the nonce that a refusal has rolled back', async () => {
    const { nonce, write } = await makeSigned();
    const refuses = write(async () => refused);
    expect(await runSigned(makeCall(), { ...nonce }, true, refuses)).toEqual(refused);
    expect(await runSigned(makeCall(), { ...nonce }, true, write(done))).toMatchObject(reused);
  });

  it('takes the nonce of a call that fails, and reports its error', async () => {
    const { nonce } = await makeSigned();
    const run = () => Promise.reject(new Error('broken'));
    await expect(runSigned(makeCall(), nonce, true, run)).rejects.toThrow('broken');
    expect(await takeNonce(nonce)).toBe(false);
  });

  it('reports its error even if its nonce cannot be taken', async () => {
    const unknown = signedNonce('key_of_nobody', 'a nonce', now());
    const run = () => Promise.reject(new Error('broken'));
    await expect(runSigned(makeCall(), unknown, true, run)).rejects.toThrow('broken');
  });

  it('waits for no transaction that has written its nonce', async () => {
    const [{ nonce, write }, { nonce: other }] = [await makeSigned(), await makeSigned()];
    const { promise: ended, resolve: end } = Promise.withResolvers<Result<string>>();
    const { promise: began, resolve: begin } = Promise.withResolvers<void>();
    const open = write(() => {
      begin();
      return ended;
    })({ ...nonce });
    await began;
    const [repeated, independent] = await Promise.all([
      runSigned(makeCall(), { ...nonce }, false, done),
      runSigned(makeCall(), other, false, done),
    ]);
    expect(repeated).toMatchObject(reused);
    expect(independent).toEqual(ok('done'));
    end(refused);
    expect(await open).toEqual(refused);
    expect(await takeNonce(nonce)).toBe(true);
  });
});
