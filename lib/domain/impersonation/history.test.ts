import { expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { listImpersonations } from '@/lib/domain/impersonation/list';
import { readImpersonation } from '@/lib/domain/impersonation/read';
import { endSessions } from '@/lib/domain/sessions/end';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import {
  extensionAsked,
  impersonate,
  makeImpersonation,
  makeStaff,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

it('shows the agent, the reason, the duration, the requests, the changes and the end of a session', async () => {
  const [owner, agent, lead] = [
    await makeMember(),
    await makeStaff(),
    await makeStaff('lead', { name: 'Lea' }),
  ];
  const impersonation = await makeImpersonation(agent, owner, {
    endedAt: now(),
    endReason: 'lead',
    endedById: lead.userId,
    actAskedAt: now(),
    actReason: 'To fix it',
    actAnsweredAt: now(),
    actAnsweredById: owner.userId,
    actGranted: true,
    ...extensionAsked(),
    extensionAnsweredAt: now(),
    extensionAnsweredById: lead.userId,
    extensionGranted: false,
  });
  await db().impersonatedRequest.createMany({
    data: ['/settings/api-keys', '/settings/security'].map((path) => ({
      impersonationId: impersonation.id,
      path,
      at: now(),
    })),
  });
  await db().$transaction(async (tx) => {
    const agentActs = impersonate(owner, impersonation, 'act');
    await recordAudit(tx, agentActs, { action: 'api_key.revoke', targetId: 'key_1' });
    await recordAudit(tx, agentActs, { action: 'impersonation.end', targetId: impersonation.id });
  });
  const seen = {
    id: impersonation.id,
    agent: { name: 'Grace Hopper', team: 'Onboarding' },
    subject: { id: owner.userId, name: 'Test owner' },
    reason: 'The webhook fails',
    ticket: 'T-1001',
    startedAt: impersonation.startedAt,
    expiresAt: impersonation.expiresAt,
    mode: null,
    end: { at: impersonation.endedAt, reason: 'lead', by: 'Lea' },
    actRequest: {
      askedAt: impersonation.actAskedAt,
      reason: 'To fix it',
      answer: { at: impersonation.actAnsweredAt, granted: true, by: 'Test owner' },
    },
    extensionRequest: {
      askedAt: impersonation.extensionAskedAt,
      reason: 'To finish it',
      answer: { at: impersonation.extensionAnsweredAt, granted: false, by: 'Lea' },
    },
    pages: 2,
    changes: 1,
  };
  expect(granted(await listImpersonations(owner, {}))).toEqual({ impersonations: [seen], nextCursor: null });
  const { requests, changed, nextCursor, ...view } = granted(
    await readImpersonation(owner, { impersonationId: impersonation.id }),
  );
  expect(view).toEqual(seen);
  expect(requests.map(({ path }) => path)).toEqual(['/settings/api-keys', '/settings/security']);
  expect(changed).toMatchObject([
    { action: 'api_key.revoke', actor: { kind: 'support', name: 'Grace Hopper' } },
  ]);
  expect(nextCursor).toBeNull();
});

it('shows an end that is not recorded yet', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const impersonation = await makeImpersonation(agent, owner);
  const end = async () => granted(await readImpersonation(owner, { impersonationId: impersonation.id })).end;
  expect(await end()).toBeNull();
  await db().$transaction((tx) => endSessions(tx, { id: agent.sessionId }));
  expect(await end()).toMatchObject({ reason: 'access', by: null });
  setClockOffset(31 * MINUTE);
  expect(await end()).toEqual({ at: impersonation.expiresAt, reason: 'time', by: null });
});

it('lists open and ended sessions', async () => {
  const owner = await makeMember();
  const open = await makeImpersonation(await makeStaff(), owner);
  const ended = await makeImpersonation(await makeStaff(), owner, { endedAt: now(), endReason: 'exit' });
  const expired = await makeImpersonation(await makeStaff(), owner, { expiresAt: now() });
  const gone = await makeImpersonation(await makeStaff(), owner, { agentSessionId: null });
  const ids = async (which: string) =>
    granted(await listImpersonations(owner, { which }))
      .impersonations.map(({ id }) => id)
      .toSorted();
  expect(await ids('open')).toEqual([open.id]);
  expect(await ids('ended')).toEqual([ended.id, expired.id, gone.id].toSorted());
  expect(await ids('all')).toHaveLength(4);
});

it('pages through the sessions, newest first', async () => {
  const [owner, agent] = [await makeMember('viewer'), await makeStaff()];
  const start = now().getTime();
  const ids: string[] = [];
  for (let n = 0; n < 45; n += 1) {
    const startedAt = new Date(start - Math.floor(n / 3) * MINUTE);
    ids.push((await makeImpersonation(agent, owner, { startedAt, endedAt: now(), endReason: 'exit' })).id);
  }
  await makeImpersonation(agent, await makeMember());
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = granted(await listImpersonations(owner, { cursor }));
    sizes.push(page.impersonations.length);
    seen.push(...page.impersonations.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(sizes).toEqual([20, 20, 5]);
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

it('pages through the requests of a session, oldest first', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const { id: impersonationId } = await makeImpersonation(agent, owner);
  const paths = Array.from({ length: 230 }, (_, n) => `/page/${n}`);
  await db().impersonatedRequest.createMany({
    data: paths.map((path) => ({ impersonationId, path, at: now() })),
  });
  const seen: string[] = [];
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = granted(await readImpersonation(owner, { impersonationId, cursor }));
    expect(page.requests.length).toBeLessThanOrEqual(100);
    seen.push(...page.requests.map(({ path }) => path));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(paths);
});

it('names the keys of the workspace that requests are about, and no others', async () => {
  const [owner, stranger] = [await makeMember(), await makeMember()];
  const { id: impersonationId } = await makeImpersonation(await makeStaff(), owner);
  const { key } = await makeKey(owner, { label: 'Shop' });
  const { key: foreign } = await makeKey(stranger, { label: 'Foreign' });
  const requests = [
    { path: `/settings/api-keys/${key.id}` },
    { path: '/settings/api-keys', verb: 'usage/impact', targetId: key.id },
    { path: '/settings/api-keys', verb: 'usage/impact', targetId: foreign.id },
    { path: `/settings/api-keys/${foreign.id}` },
    { path: '/settings/security' },
  ];
  await db().impersonatedRequest.createMany({
    data: requests.map((request) => ({ ...request, impersonationId, at: now() })),
  });
  const read = granted(await readImpersonation(owner, { impersonationId }));
  expect(read.requests.map((request) => request.key?.label)).toEqual([
    'Shop',
    'Shop',
    undefined,
    undefined,
    undefined,
  ]);
});

it('shows nothing to strangers, and agents in a session what the member sees', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const impersonation = await makeImpersonation(agent, owner);
  const read = { impersonationId: impersonation.id };
  expect(codeOf(await readImpersonation(await makeMember(), read))).toBe('NOT_FOUND');
  expect(granted(await listImpersonations(await makeMember(), {})).impersonations).toEqual([]);
  for (const actor of [agent, SYSTEM]) {
    expect(codeOf(await readImpersonation(actor, read))).toBe('FORBIDDEN');
    expect(codeOf(await listImpersonations(actor, {}))).toBe('FORBIDDEN');
  }
  expect(granted(await readImpersonation(impersonate(owner, impersonation), read)).id).toBe(impersonation.id);
  expect(
    granted(await listImpersonations(impersonate(owner, impersonation), {})).impersonations,
  ).toHaveLength(1);
  expect(codeOf(await listImpersonations(owner, { cursor: 'nonsense' }))).toBe('INVALID_REQUEST');
  expect(codeOf(await readImpersonation(owner, { ...read, cursor: 'nonsense' }))).toBe('INVALID_REQUEST');
});
