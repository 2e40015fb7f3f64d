import { expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { readRevocationEvidence } from '@/lib/domain/key-health/evidence';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { setSecretLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

const daysAgo = (days: number) => new Date(now().getTime() - days * DAY);
const dayOf = (time: Date) => new Date(time.toISOString().slice(0, 10));

it('names all that is known: age, calls, both secrets, and what waits', async () => {
  const actor = await makeMember();
  const { key } = await makeKey(actor);
  const { workspaceId } = actor;
  const createdAt = daysAgo(200);
  await db().apiKey.update({ where: { id: key.id }, data: { createdAt } });
  const secret = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
  const usedAt = daysAgo(100);
  await setSecretLastUse(secret.id, { at: usedAt });
  await makeCalls(key.id, [
    { daysAgo: 100, calls: 2 },
    { daysAgo: 95, calls: 1, status: 403 },
  ]);
  granted(await rotateApiKey(actor, { keyId: key.id, secretId: secret.id, overlap: '24h' }, keydesk.keys));
  const read = async () => granted(await readRevocationEvidence(actor, { keyIds: [key.id] }));
  expect(await read()).toMatchObject([
    {
      keyId: key.id,
      isSafe: true,
      createdAt,
      observedDays: 200,
      lastCallOn: dayOf(daysAgo(95)),
      lastSuccessOn: dayOf(daysAgo(100)),
      secrets: [
        { isCurrent: true, lastUsedAt: null },
        { isCurrent: false, maskedSecret: secret.masked, lastUsedAt: usedAt },
      ],
      waits: false,
    },
  ]);

  const message = { workspaceId, apiKeyId: key.id, environment: 'sandbox' as const, price: 0n, segments: 1 };
  await db().message.create({ data: { ...message, id: 'msg_e', recipient: '+31600000001' } });
  expect(await read()).toMatchObject([{ isSafe: false, waits: true }]);
  await db().message.deleteMany();
  await makeCalls(key.id, [{ calls: 1, status: 401 }]);
  expect(await read()).toMatchObject([{ isSafe: false, lastCallOn: dayOf(now()), waits: false }]);
});

it('finds no key safe that is younger than the observation, and leaves out those of others', async () => {
  const actor = await makeMember();
  const { key } = await makeKey(actor);
  const { key: foreign } = await makeKey(await makeMember());
  await db().apiKey.updateMany({ data: { createdAt: daysAgo(89.9) } });
  const keyIds = [key.id, foreign.id];
  expect(granted(await readRevocationEvidence(actor, { keyIds }))).toMatchObject([
    { keyId: key.id, isSafe: false, observedDays: 89, lastCallOn: null, lastSuccessOn: null },
  ]);
});
