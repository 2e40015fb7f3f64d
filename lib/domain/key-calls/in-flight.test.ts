import { expect, it } from 'vitest';
import { transactPrepared } from '@/lib/db/prepared';
import type { ApiKeyActor, MemberActor } from '@/lib/domain/actor';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { lockKeyForUse } from '@/lib/domain/key-calls/lock-for-use';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { retireSecret } from '@/lib/domain/key-rotation/retire-secret';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { ok, type Result } from '@/lib/errors';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

interface Call {
  actor: ApiKeyActor;
  /** Lets the call commit. */
  finish(): Promise<void>;
}

function callerWith(owner: MemberActor, keyId: string, secretId: string): ApiKeyActor {
  return {
    kind: 'apiKey',
    keyId,
    secretId,
    workspaceId: owner.workspaceId,
    environment: 'sandbox',
    scope: 'messages.send',
    address: null,
  };
}

/** A call that has its effect in a transaction, and waits before it commits. */
async function startCall(actor: ApiKeyActor): Promise<Call> {
  const started = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const committed = transactPrepared(async (tx) => {
    granted(await lockKeyForUse(tx, actor));
    started.resolve();
    await released.promise;
    return ok(null);
  });
  await Promise.race([started.promise, committed]);
  return {
    actor,
    async finish() {
      released.resolve();
      await committed;
    },
  };
}

/** What ends the old secret of a rotating key, by itself or with the whole key. */
const ENDINGS: Array<[string, (owner: MemberActor, key: ApiKeyDetails) => Promise<Result<unknown>>]> = [
  ['disabled', (owner, { id }) => disableApiKey(owner, { keyId: id })],
  ['revoked', (owner, { id }) => revokeApiKey(owner, { keyId: id })],
  ['retired', (owner, { id, oldSecret }) => retireSecret(owner, { keyId: id, secretId: oldSecret?.id })],
  [
    'rotated at once',
    (owner, { id, secretId }) => rotateApiKey(owner, { keyId: id, secretId, overlap: 'now' }, keydesk.keys),
  ],
];

it.each(ENDINGS)(
  'a key that is %s waits for the call in flight, and no later call commits',
  async (_, end) => {
    const owner = await makeMember();
    const { key, secret } = await makeKey(owner);
    const { secretId } = granted(await readApiKey(owner, { keyId: key.id }));
    const rotation = { keyId: key.id, secretId, overlap: '7d' };
    const { key: rotating } = granted(await rotateApiKey(owner, rotation, keydesk.keys));

    const call = await startCall(callerWith(owner, key.id, secretId));
    let ended = false;
    const ending = end(owner, rotating).then((result) => {
      ended = true;
      return result;
    });
    await expect.poll(waitingForLocks).toBe(1);
    expect(ended).toBe(false);
    await call.finish();
    granted(await ending);

    expect(await transactPrepared((tx) => lockKeyForUse(tx, call.actor))).toMatchObject({
      ok: false,
    });
    const known = await lookUpKey(secret);
    expect(known === null || known.disabledAt !== null).toBe(true);
  },
);
