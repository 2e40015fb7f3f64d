import { createHash, createHmac, randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { readApiKey } from '@/lib/domain/api-keys/read';
import type { Overlap } from '@/lib/domain/key-rotation/overlap';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { retireSigningSecret } from '@/lib/domain/signing-secrets/retire';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { Profile } from '@/lib/profiles/profile';
import { signedLines } from '@/lib/profiles/signatures/signed-lines';
import { timestampedLine } from '@/lib/profiles/signatures/timestamped-line';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { signHeaders } from '@/lib/testing/requests/sign';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

interface Signer {
  keyId: string;
  signingSecret: string;
  url: string;
}

const seconds = () => String(Math.floor(now().getTime() / SECOND));

/** Signatures of a timestamped line are accepted once, and the time is all that differs between these. */
const usedSeconds = new Set<number>();
function unusedSecond(): string {
  let time = Number(seconds());
  while (usedSeconds.has(time)) time -= 1;
  usedSeconds.add(time);
  return String(time);
}

/** How an independent client signs a GET without a body, by each scheme. */
const SCHEMES: Record<string, { profile: Profile; sign(signer: Signer): Promise<Record<string, string>> }> = {
  'message signatures': {
    profile: keydesk,
    sign: (signer) => signHeaders({ ...signer, method: 'GET', created: now() }),
  },
  'signed lines': {
    profile: { ...keydesk, signature: signedLines },
    async sign({ signingSecret, url }) {
      const [time, nonce] = [seconds(), randomUUID().replaceAll('-', '')];
      const lines = [time, nonce, 'GET', url, createHash('md5').update('').digest('hex')].join('\n');
      return {
        'x-timestamp': time,
        'x-nonce': nonce,
        'x-signature': createHmac('sha256', signingSecret).update(lines).digest('hex'),
      };
    },
  },
  'a timestamped line': {
    profile: { ...keydesk, signature: timestampedLine },
    async sign({ signingSecret, url }) {
      const time = unusedSecond();
      const line = `GET|${new URL(url).pathname}|${time}|`;
      return {
        'x-timestamp': time,
        'x-signature': createHmac('sha256', signingSecret).update(line).digest('hex'),
      };
    },
  },
};

describe.each(Object.entries(SCHEMES))(
  'while a signing secret is replaced, with %s',
  (_name, { profile, sign }) => {
    const gateways: TestGateway[] = [];
    afterAll(() => Promise.all(gateways.map((gateway) => gateway.close())));

    async function start(overlap: Overlap) {
      const gateway = await startGateway(profile);
      gateways.push(gateway);
      const owner = await makeMember();
      const { key, secret, signingSecret } = await makeKey(owner, { requireSignatures: true });
      const call = async (by: string | null) => {
        const signer = { keyId: key.id, signingSecret: by ?? '', url: `${gateway.base}/account` };
        return (await gateway.call(secret, 'GET', '/account', undefined, await sign(signer))).status;
      };
      expect(await call(signingSecret)).toBe(200);
      const { signing } = granted(await readApiKey(owner, { keyId: key.id }));
      const input = { keyId: key.id, version: signing.secretVersion, overlap };
      const replaced = granted(await replaceSigningSecret(owner, input, keydesk.keys));
      const oldId = replaced.key.signing.old?.id ?? '';
      return { gateway, owner, keyId: key.id, call, old: signingSecret, next: replaced.signingSecret, oldId };
    }

    it('accepts signatures of both, until the old one is retired', async () => {
      const { owner, keyId, call, old, next, oldId } = await start('untilRetired');
      expect([await call(old), await call(next), await call('another')]).toEqual([200, 200, 401]);
      granted(await retireSigningSecret(owner, { keyId, signingSecretId: oldId }));
      expect([await call(old), await call(next)]).toEqual([401, 200]);
    });

    it('accepts only the new one with the overlap now', async () => {
      const { call, old, next } = await start('now');
      expect([await call(old), await call(next)]).toEqual([401, 200]);
    });

    it('accepts the old one until its end', async () => {
      const { call, old, next } = await start('1h');
      expect(await call(old)).toBe(200);
      setClockOffset(HOUR);
      expect([await call(old), await call(next)]).toEqual([401, 200]);
    });

    it('ends the old one with the first call that the new one signed, and only with that', async () => {
      const { keyId, call, old, next } = await start('firstUse');
      expect([await call(old), await call('another'), await call(old)]).toEqual([200, 401, 200]);
      expect([await call(next), await call(old), await call(next)]).toEqual([200, 401, 200]);
      const where = { targetId: keyId, action: 'api_key.retire_signing_secret' };
      expect(await db().auditEvent.findMany({ where })).toMatchObject([
        { actorKind: 'system', detail: { because: 'firstUse' } },
      ]);
    });

    it('counts the calls of each, and no refused ones', async () => {
      const { gateway, owner, keyId, call, old, next } = await start('24h');
      for (const by of [old, next, next, 'another', old, next]) await call(by);
      await gateway.close();
      gateways.splice(gateways.indexOf(gateway), 1);
      expect(granted(await readApiKey(owner, { keyId })).signing.old).toMatchObject({
        oldCalls: 2,
        newCalls: 3,
        oldUsedAt: expect.any(Date),
        newUsedAt: expect.any(Date),
      });
    });
  },
);
