import { describe, expect, it } from 'vitest';
import { MINUTE } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { answerExtension } from '@/lib/domain/extension-requests/answer';
import { endImpersonation } from '@/lib/domain/impersonation/end';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { endOf, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { granted } from '@/lib/testing/factories/api-keys';
import {
  impersonate,
  makeExtensionRequest,
  rewriteImpersonation,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const impersonationOf = ({ id }: { id: string }) =>
  db().impersonationSession.findUniqueOrThrow({ where: { id } });
const later = (time: Date) => new Date(time.getTime() + 30 * MINUTE);

describe('answerExtension', () => {
  it('grants 30 more minutes, and audits the old and the new end', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    const to = later(impersonation.expiresAt);
    expect(granted(await answerExtension(subject, { ...answer, grant: true }))).toEqual({ granted: true });
    expect(await impersonationOf(impersonation)).toMatchObject({
      expiresAt: to,
      extensionGranted: true,
      extensionAnsweredById: subject.userId,
    });
    expect(await db().auditEvent.findMany({ where: { targetId: impersonation.id } })).toMatchObject([
      {
        action: 'impersonation.grant_extension',
        actorId: subject.userId,
        workspaceId: subject.workspaceId,
        detail: { from: impersonation.expiresAt.toISOString(), to: to.toISOString() },
      },
    ]);
  });

  it('refuses, and leaves the end as it is', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    expect(granted(await answerExtension(subject, { ...answer, grant: false }))).toEqual({ granted: false });
    expect(await impersonationOf(impersonation)).toMatchObject({
      expiresAt: impersonation.expiresAt,
      extensionGranted: false,
      endedAt: null,
    });
    expect(await db().auditEvent.findMany({ where: { targetId: impersonation.id } })).toMatchObject([
      { action: 'impersonation.refuse_extension', actorId: subject.userId },
    ]);
  });

  it('accepts one of several simultaneous answers, and extends once', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => answerExtension(subject, { ...answer, grant: true })),
    );
    expect(answers.filter((result) => result.ok)).toHaveLength(1);
    expect(answers.filter((result) => codeOf(result) === 'CONFLICT')).toHaveLength(7);
    expect((await impersonationOf(impersonation)).expiresAt).toEqual(later(impersonation.expiresAt));
    expect(await db().auditEvent.count({ where: { targetId: impersonation.id } })).toBe(1);
  });

  it('keeps the first of two contrary answers', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    const answers = await Promise.all(
      [true, false].map((grant) => answerExtension(subject, { ...answer, grant })),
    );
    const kept = answers.findIndex((result) => result.ok) === 0;
    expect(answers.filter((result) => result.ok)).toHaveLength(1);
    expect(await impersonationOf(impersonation)).toMatchObject({
      extensionGranted: kept,
      expiresAt: kept ? later(impersonation.expiresAt) : impersonation.expiresAt,
    });
  });

  it.each([
    ['a request that was never made', { extensionAskedAt: null }],
    ['a request that was replaced by another', { extensionAskedAt: new Date('2026-01-01') }],
    ['a session that has ended', { endedAt: new Date(), endReason: 'exit' }],
    ['a session whose time ran out', { expiresAt: new Date('2026-01-01') }],
    ['a session whose agent is signed out', { agentSessionId: null }],
    ['a session that would last too long', { startedAt: new Date(Date.now() - 61 * MINUTE) }],
  ] as const)('refuses to extend %s', async (_, data) => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    await rewriteImpersonation(impersonation.id, data);
    const { expiresAt } = await impersonationOf(impersonation);
    expect(codeOf(await answerExtension(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    expect(await impersonationOf(impersonation)).toMatchObject({ extensionGranted: null, expiresAt });
  });

  it('is refused after the customer has turned support off', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    granted(await setSupportAccess(subject, { access: 'never' }));
    expect(codeOf(await answerExtension(subject, { ...answer, grant: true }))).toBe('CONFLICT');
    expect(await impersonationOf(impersonation)).toMatchObject({ endReason: 'customer' });
  });

  it('is only for owners and admins of the workspace', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest('developer');
    const { workspaceId } = subject;
    const yes = { ...answer, grant: true };
    const viewer = await makeMember('viewer', { workspaceId });
    for (const actor of [subject, viewer, SYSTEM]) {
      expect(codeOf(await answerExtension(actor, yes))).toBe('FORBIDDEN');
    }
    expect(codeOf(await answerExtension(await makeMember(), yes))).toBe('NOT_FOUND');
    const owner = await makeMember('owner', { workspaceId });
    expect(codeOf(await answerExtension(impersonate(owner, impersonation, 'act'), yes))).toBe(
      'NOT_FOR_SUPPORT',
    );
    expect(codeOf(await answerExtension(owner, { ...yes, minutes: 600 }))).toBe('INVALID_REQUEST');
    expect((await impersonationOf(impersonation)).expiresAt).toEqual(impersonation.expiresAt);
    granted(await answerExtension(await makeMember('admin', { workspaceId }), yes));
  });
});

describe('an extended session', () => {
  it('is still ended at once by the customer', async () => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    granted(await answerExtension(subject, { ...answer, grant: true }));
    granted(await endImpersonation(subject, { impersonationId: impersonation.id }));
    expect(await impersonationOf(impersonation)).toMatchObject({ endReason: 'customer' });
  });

  it.each([
    ['before', 'time', false],
    ['before', 'exit', true],
  ] as const)('that somebody read %s the answer ends by %s: %s', async (_, endReason, isEnded) => {
    const { subject, impersonation, answer } = await makeExtensionRequest();
    const { id, expiresAt } = impersonation;
    const read = await db().impersonationSession.findUniqueOrThrow({
      where: { id },
      select: validityColumns,
    });
    granted(await answerExtension(subject, { ...answer, grant: true }));
    // Who read it so holds it for over at its first end.
    const end = { endReason, endedAt: expiresAt, endedById: null };
    expect(endOf(read, expiresAt)).toMatchObject({ endReason: 'time' });
    expect(await db().$transaction((tx) => recordEnd(tx, SYSTEM, read, end))).toBe(isEnded);
    expect((await impersonationOf(impersonation)).endReason).toBe(isEnded ? endReason : null);
  });
});
