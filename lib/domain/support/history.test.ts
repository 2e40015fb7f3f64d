import { expect, it } from 'vitest';
import { MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { endSessions } from '@/lib/domain/sessions/end';
import { listVisits } from '@/lib/domain/support/list-visits';
import { readVisit } from '@/lib/domain/support/read-visit';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { impersonate, makeStaff, makeVisit } from '@/lib/testing/visits';

const code = (result: { ok: boolean; refusal?: { code: string } }) => result.refusal?.code;

it('tells who came, why, how long, what they saw and changed, and how it ended', async () => {
  const [owner, agent, lead] = [
    await makeMember(),
    await makeStaff(),
    await makeStaff('lead', { name: 'Lea' }),
  ];
  const visit = await makeVisit(agent, owner, {
    endedAt: now(),
    end: 'lead',
    endedById: lead.userId,
    actAskedAt: now(),
    actReason: 'To mend it',
    actAnsweredAt: now(),
    actAnsweredById: owner.userId,
    actGranted: true,
  });
  await db().visitedPage.createMany({
    data: ['/settings/api-keys', '/settings/security'].map((path) => ({
      visitId: visit.id,
      path,
      at: now(),
    })),
  });
  await db().$transaction(async (tx) => {
    const agentActs = impersonate(owner, visit, 'act');
    await recordAudit(tx, agentActs, { action: 'api_key.revoke', targetId: 'key_1' });
    await recordAudit(tx, agentActs, { action: 'support.end_visit', targetId: visit.id });
  });
  const seen = {
    id: visit.id,
    agent: { name: 'Grace Hopper', team: 'Onboarding' },
    subject: { id: owner.userId, name: 'Test owner' },
    reason: 'The webhook fails',
    ticket: 'T-1001',
    startedAt: visit.startedAt,
    expiresAt: visit.expiresAt,
    mode: null,
    ending: { at: visit.endedAt, end: 'lead', by: 'Lea' },
    request: {
      askedAt: visit.actAskedAt,
      reason: 'To mend it',
      answer: { at: visit.actAnsweredAt, granted: true, by: 'Test owner' },
    },
    pages: 2,
    changes: 1,
  };
  expect(granted(await listVisits(owner, {}))).toEqual({ visits: [seen], nextCursor: null });
  const { visited, changed, nextCursor, ...view } = granted(await readVisit(owner, { visitId: visit.id }));
  expect(view).toEqual(seen);
  expect(visited.map(({ path }) => path)).toEqual(['/settings/api-keys', '/settings/security']);
  expect(changed).toMatchObject([
    { action: 'api_key.revoke', actor: { kind: 'support', name: 'Grace Hopper' } },
  ]);
  expect(nextCursor).toBeNull();
});

it('knows of an end that nobody has written down', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const visit = await makeVisit(agent, owner);
  const ending = async () => granted(await readVisit(owner, { visitId: visit.id })).ending;
  expect(await ending()).toBeNull();
  await db().$transaction((tx) => endSessions(tx, { id: agent.sessionId }));
  expect(await ending()).toMatchObject({ end: 'access', by: null });
  setClockOffset(31 * MINUTE);
  expect(await ending()).toEqual({ at: visit.expiresAt, end: 'time', by: null });
});

it('tells the visits that go on from those that are over', async () => {
  const owner = await makeMember();
  const open = await makeVisit(await makeStaff(), owner);
  const ended = await makeVisit(await makeStaff(), owner, { endedAt: now(), end: 'exit' });
  const expired = await makeVisit(await makeStaff(), owner, { expiresAt: now() });
  const gone = await makeVisit(await makeStaff(), owner, { agentSessionId: null });
  const ids = async (which: string) =>
    granted(await listVisits(owner, { which }))
      .visits.map(({ id }) => id)
      .toSorted();
  expect(await ids('open')).toEqual([open.id]);
  expect(await ids('over')).toEqual([ended.id, expired.id, gone.id].toSorted());
  expect(await ids('all')).toHaveLength(4);
});

it('pages through the visits, newest first', async () => {
  const [owner, agent] = [await makeMember('viewer'), await makeStaff()];
  const start = now().getTime();
  const ids: string[] = [];
  for (let n = 0; n < 45; n += 1) {
    const startedAt = new Date(start - Math.floor(n / 3) * MINUTE);
    ids.push((await makeVisit(agent, owner, { startedAt, endedAt: now(), end: 'exit' })).id);
  }
  await makeVisit(agent, await makeMember());
  const seen: string[] = [];
  const sizes: number[] = [];
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = granted(await listVisits(owner, { cursor }));
    sizes.push(page.visits.length);
    seen.push(...page.visits.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(sizes).toEqual([20, 20, 5]);
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

it('pages through the pages of a visit in their order', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const { id: visitId } = await makeVisit(agent, owner);
  const paths = Array.from({ length: 230 }, (_, n) => `/page/${n}`);
  await db().visitedPage.createMany({ data: paths.map((path) => ({ visitId, path, at: now() })) });
  const seen: string[] = [];
  for (let cursor: string | undefined | null; cursor !== null; ) {
    const page = granted(await readVisit(owner, { visitId, cursor }));
    expect(page.visited.length).toBeLessThanOrEqual(100);
    seen.push(...page.visited.map(({ path }) => path));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(paths);
});

it('tells strangers nothing, and agents on a visit what the member reads', async () => {
  const [owner, agent] = [await makeMember(), await makeStaff()];
  const visit = await makeVisit(agent, owner);
  const read = { visitId: visit.id };
  expect(code(await readVisit(await makeMember(), read))).toBe('NOT_FOUND');
  expect(granted(await listVisits(await makeMember(), {})).visits).toEqual([]);
  for (const actor of [agent, SYSTEM]) {
    expect(code(await readVisit(actor, read))).toBe('FORBIDDEN');
    expect(code(await listVisits(actor, {}))).toBe('FORBIDDEN');
  }
  expect(granted(await readVisit(impersonate(owner, visit), read)).id).toBe(visit.id);
  expect(granted(await listVisits(impersonate(owner, visit), {})).visits).toHaveLength(1);
  expect(code(await listVisits(owner, { cursor: 'nonsense' }))).toBe('INVALID_REQUEST');
  expect(code(await readVisit(owner, { ...read, cursor: 'nonsense' }))).toBe('INVALID_REQUEST');
});
