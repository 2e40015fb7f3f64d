import { expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import { newId } from '@/lib/ids';
import { makeMember } from '@/lib/testing/factories/members';
import { makeSender } from '@/lib/testing/factories/messages';

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * DAY);
}

it('deletes only rows that ended more than 30 days ago', async () => {
  const { userId } = await makeMember();
  const session = (id: string, expiresAt: Date, endedAt?: Date) =>
    db().session.create({ data: { id, userId, expiresAt, endedAt } });
  await session('expired long ago', daysAgo(31));
  await session('ended long ago', daysAgo(-1), daysAgo(31));
  await session('ended lately', daysAgo(-1), daysAgo(29));
  await session('in use', daysAgo(-1));
  const mail = { recipient: 'ada@example.test', subject: 'Hello', createdAt: daysAgo(31) };
  await db().mail.create({ data: { ...mail, id: 'sent', nextAttemptAt: null, sentAt: daysAgo(31) } });
  await db().mail.create({ data: { ...mail, id: 'waiting' } });
  const token = (hash: string, expiresAt: Date) =>
    db().oneTimeToken.create({
      data: { id: newId('tok'), userId, purpose: 'verifyEmail', hash: Buffer.from(hash), expiresAt },
    });
  await token('old', daysAgo(31));
  await token('new', daysAgo(-1));

  await db().emailChange.create({
    data: { userId, email: 'new@example.test', passwordHash: 'none', expiresAt: daysAgo(0.001) },
  });

  const browser = (hash: string, lastUsedAt: Date) =>
    db().knownBrowser.create({
      data: { id: newId('brw'), userId, tokenHash: Buffer.from(hash), lastUsedAt },
    });
  await browser('forgotten', daysAgo(181));
  await browser('known', daysAgo(179));

  expect(await deleteExpired()).toBe(6);
  expect(await deleteExpired()).toBe(0);
  expect((await db().session.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([
    'ended lately',
    'in use',
  ]);
  expect((await db().mail.findMany()).map(({ id }) => id)).toEqual(['waiting']);
  expect(await db().oneTimeToken.count()).toBe(1);

  setClockOffset(2 * DAY);
  expect(await deleteExpired()).toBe(2);
  expect(await db().knownBrowser.count()).toBe(0);
});

it('keeps records of calls as long as they are shown or needed', async () => {
  const { workspaceId, apiKeyId } = await makeSender();
  const group = (id: string, lastAt: Date) =>
    db().keyRefusalGroup.create({
      data: { id, apiKeyId, code: id, cause: '', calls: 2, firstAt: daysAgo(40), lastAt },
    });
  await group('over', daysAgo(31));
  await group('going on', daysAgo(29));
  const nonce = (name: string, expiresAt: Date) =>
    db().signatureNonce.create({ data: { apiKeyId, nonce: Buffer.from(name), expiresAt } });
  await nonce('used up', daysAgo(0.001));
  await nonce('in force', daysAgo(-0.001));
  const record = (key: string, expiresAt: Date) =>
    db().idempotencyRecord.create({
      data: {
        workspaceId,
        environment: 'live',
        operation: 'messages.send',
        key,
        requestHash: Buffer.from('hash'),
        status: 202,
        body: '{}',
        expiresAt,
      },
    });
  await record('forgotten', daysAgo(0.001));
  await record('remembered', daysAgo(-0.001));
  const verification = (id: string, expiresAt: Date) =>
    db().verification.create({
      data: {
        id,
        workspaceId,
        apiKeyId,
        environment: 'live',
        channel: 'email',
        recipient: `${id}@example.test`,
        codeHash: Buffer.from('hash'),
        expiresAt,
      },
    });
  await verification('over', daysAgo(31));
  await verification('recent', daysAgo(29));

  await deleteExpired();
  expect((await db().keyRefusalGroup.findMany()).map(({ id }) => id)).toEqual(['going on']);
  expect(await db().signatureNonce.count()).toBe(1);
  expect((await db().idempotencyRecord.findMany()).map(({ key }) => key)).toEqual(['remembered']);
  expect((await db().verification.findMany()).map(({ id }) => id)).toEqual(['recent']);
});

it('deletes networks after 90 days', async () => {
  const { apiKeyId } = await makeSender();
  const network = (name: string, lastUsedAt: Date) =>
    db().apiKeyNetwork.create({ data: { apiKeyId, network: name, lastUsedAt } });
  await network('192.0.2.1', daysAgo(91));
  await network('192.0.2.2', daysAgo(89));
  expect(await deleteExpired()).toBe(1);
  expect(await db().apiKeyNetwork.findMany({ select: { network: true } })).toEqual([
    { network: '192.0.2.2' },
  ]);
});

it('deletes invitations 30 days after they expired', async () => {
  const { workspaceId } = await makeMember();
  const invitation = (name: string, expiresAt: Date) =>
    db().invitation.create({
      data: {
        id: newId('inv'),
        workspaceId,
        email: `${name}@example.test`,
        role: 'viewer',
        tokenHash: Buffer.from(name),
        expiresAt,
      },
    });
  await invitation('old', daysAgo(31));
  await invitation('expired', daysAgo(29));
  await db().spentChallenge.create({ data: { hash: Buffer.from('over'), expiresAt: daysAgo(0.001) } });
  await db().spentChallenge.create({ data: { hash: Buffer.from('valid'), expiresAt: daysAgo(-0.001) } });
  await deleteExpired();
  expect(await db().invitation.findMany({ select: { email: true } })).toEqual([
    { email: 'expired@example.test' },
  ]);
  expect(await db().spentChallenge.count()).toBe(1);
});
