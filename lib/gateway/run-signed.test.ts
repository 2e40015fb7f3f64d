import { describe, expect, it } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { transactPrepared } from '@/lib/db/prepared';
import { type SignedNonce, signedNonce, takeNonce, takeNonceIn } from '@/lib/domain/key-calls/take-nonce';
import { ok, type Result, refuse } from '@/lib/errors';
import { runSigned } from '@/lib/gateway/run-signed';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const refused = refuse('FORBIDDEN', 'No.');
const reused = { ok: false, refusal: { code: 'NONCE_REUSED' } };

const makeCall = () => ({ id: 'req_1', signature: { oldId: 'old', isByOld: false } });

async function makeNonce(): Promise<SignedNonce> {
  const { key } = await makeKey(await makeMember());
  return signedNonce(key.id, 'a nonce', new Date(now().getTime() + MINUTE));
}

/** An operation whose transaction takes the nonce. */
const write = (result: Result<string>) => (nonce?: SignedNonce) =>
  transactPrepared<Result<string>>(async (tx) => {
    if (!nonce || !(await takeNonceIn(tx, nonce))) return refuse('NONCE_REUSED', 'Again.');
    return result;
  });

describe('a signed call', () => {
  it.each([
    ['before', false, async () => ok('done')],
    ['in its transaction', true, write(ok('done'))],
    ['after a success that has not taken it', true, async () => ok('done')],
  ])(
    'takes its nonce %s, and a repeated one counts as no use of its signing secret',
    async (_, takes, run) => {
      const nonce = await makeNonce();
      const [first, second] = [makeCall(), makeCall()];
      expect(await runSigned(first, { ...nonce }, takes, run)).toEqual(ok('done'));
      expect(await runSigned(second, { ...nonce }, takes, run)).toMatchObject(reused);
      expect([first, second]).toEqual([makeCall(), { id: 'req_1' }]);
    },
  );

  it('does not run if its nonce was taken before', async () => {
    const nonce = await makeNonce();
    await takeNonce(nonce);
    const run = () => Promise.reject(new Error('It ran.'));
    expect(await runSigned(makeCall(), nonce, false, run)).toMatchObject(reused);
  });

  it('takes the nonce that a refusal has rolled back', async () => {
    const nonce = await makeNonce();
    expect(await runSigned(makeCall(), { ...nonce }, true, write(refused))).toEqual(refused);
    expect(await runSigned(makeCall(), { ...nonce }, true, write(ok('done')))).toMatchObject(reused);
  });

  it('takes the nonce of a call that fails, and reports its error', async () => {
    const nonce = await makeNonce();
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
    const [nonce, other] = [await makeNonce(), await makeNonce()];
    const { promise: ended, resolve: end } = Promise.withResolvers<Result<string>>();
    const { promise: began, resolve: begin } = Promise.withResolvers<void>();
    const open = transactPrepared(async (tx) => {
      await takeNonceIn(tx, { ...nonce });
      begin();
      return ended;
    });
    await began;
    const run = async () => ok('done');
    const [repeated, independent] = await Promise.all([
      runSigned(makeCall(), { ...nonce }, false, run),
      runSigned(makeCall(), other, false, run),
    ]);
    expect(repeated).toMatchObject(reused);
    expect(independent).toEqual(ok('done'));
    end(refused);
    expect(await open).toEqual(refused);
    expect(await takeNonce(nonce)).toBe(true);
  });
});
