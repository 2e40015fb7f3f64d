import { describe, expect, it } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { signedNonce, takeNonce } from '@/lib/domain/key-calls/take-nonce';
import { ok, refuse } from '@/lib/errors';
import { runAfterNonce, runWithNonce } from '@/lib/gateway/steps/take-nonce';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const SIGNATURE = { oldId: 'old', isByOld: false };
const reused = { ok: false, refusal: { code: 'NONCE_REUSED' } };

async function makeNonce() {
  const { key } = await makeKey(await makeMember());
  return signedNonce(key.id, 'a nonce', new Date(now().getTime() + MINUTE));
}

describe('runAfterNonce', () => {
  it('runs a call once, and counts a repeated one as no use of its signing secret', async () => {
    const nonce = await makeNonce();
    const [first, second] = [{ signature: SIGNATURE }, { signature: SIGNATURE }];
    expect(await runAfterNonce(first, nonce, async () => ok('done'))).toEqual(ok('done'));
    expect(await runAfterNonce(second, nonce, () => Promise.reject(new Error('It ran.')))).toMatchObject(
      reused,
    );
    expect([first, second]).toEqual([{ signature: SIGNATURE }, {}]);
  });
});

describe('runWithNonce', () => {
  it('leaves the nonce of a success to its transaction', async () => {
    const nonce = await makeNonce();
    expect(await runWithNonce({}, nonce, async () => ok('done'))).toEqual(ok('done'));
    expect(await takeNonce(nonce)).toBe(true);
  });

  it('takes the nonce of a refused call', async () => {
    const nonce = await makeNonce();
    const refused = refuse('FORBIDDEN', 'No.');
    expect(await runWithNonce({}, nonce, async () => refused)).toEqual(refused);
    const call = { signature: SIGNATURE };
    expect(await runWithNonce(call, nonce, async () => refused)).toMatchObject(reused);
    expect(call).toEqual({});
  });

  it('takes the nonce of a call that fails', async () => {
    const nonce = await makeNonce();
    const run = () => runWithNonce({}, nonce, () => Promise.reject(new Error('broken')));
    await expect(run()).rejects.toThrow('broken');
    expect(await takeNonce(nonce)).toBe(false);
  });
});
