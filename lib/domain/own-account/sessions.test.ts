import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { endAllOtherSessions } from '@/lib/domain/own-account/end-other-sessions';
import { endSession } from '@/lib/domain/own-account/end-session';
import { listSessions } from '@/lib/domain/own-account/list-sessions';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { startSession } from '@/lib/domain/sessions/start';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';

/** Signs a member in once more. */
async function enter({ userId, workspaceId }: MemberActor): Promise<string> {
  const session = { userId, workspaceId, address: '198.51.100.7', userAgent: FIREFOX };
  return db().$transaction((tx) => startSession(tx, session));
}

/** A member who is signed in. */
async function makeSignedIn(): Promise<MemberActor> {
  const member = await makeMember('viewer');
  return { ...member, sessionId: await enter(member) };
}

const list = async (member: MemberActor) => granted(await listSessions(member, {})).sessions;
const isOpen = async (sessionId: string) => (await resolveSession(sessionId, null)) !== null;

describe('listSessions', () => {
  it('lists the valid sessions of the member, and marks the one that asks', async () => {
    const member = await makeSignedIn();
    const other = await enter(member);
    await enter(await makeMember('owner', { workspaceId: member.workspaceId }));
    await db().session.update({ where: { id: await enter(member) }, data: { endedAt: new Date() } });
    const sessions = await list(member);
    expect(sessions.map(({ id, current }) => [id, current])).toEqual(
      expect.arrayContaining([
        [member.sessionId, true],
        [other, false],
      ]),
    );
    expect(sessions).toHaveLength(2);
    expect(sessions[0]).toMatchObject({ device: 'Firefox on Linux', address: '198.51.100.7' });
  });

  it('leaves out what expired or was not used for a week', async () => {
    const member = await makeSignedIn();
    setClockOffset(8 * DAY);
    expect(await list(member)).toEqual([]);
  });

  it('returns each session once, ten on a page', async () => {
    const member = await makeSignedIn();
    for (let n = 0; n < 11; n++) await enter(member);
    const first = granted(await listSessions(member, {}));
    const second = granted(await listSessions(member, { cursor: first.nextCursor }));
    expect(first.sessions).toHaveLength(10);
    expect(second.nextCursor).toBeNull();
    const ids = [...first.sessions, ...second.sessions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(12);
    expect(codeOf(await listSessions(member, { cursor: 'nonsense' }))).toBe('INVALID_REQUEST');
  });

  it('shows an agent the sessions of the member, none of them as its own', async () => {
    const member = await makeSignedIn();
    const agent = impersonate(member, { id: 'imp_1', agentId: 'usr_agent' }, 'view');
    const sessions = granted(await listSessions(agent, {})).sessions;
    expect(sessions.map(({ id, current }) => [id, current])).toEqual([[member.sessionId, false]]);
  });
});

describe('endSession', () => {
  it('ends one session at its next request, with an audit event', async () => {
    const member = await makeSignedIn();
    const [ended, kept] = [await enter(member), await enter(member)];
    granted(await endSession(member, { sessionId: ended }));
    expect(await isOpen(ended)).toBe(false);
    expect(await isOpen(kept)).toBe(true);
    expect(await isOpen(member.sessionId)).toBe(true);
    const event = await db().auditEvent.findFirst({
      where: { action: 'user.end_session', targetId: ended, workspaceId: member.workspaceId },
    });
    expect(event?.detail).toEqual({ device: 'Firefox on Linux', address: '198.51.100.7' });
    expect(codeOf(await endSession(member, { sessionId: ended }))).toBe('NOT_FOUND');
  });

  it('finds no session of somebody else, of the same workspace or another', async () => {
    const member = await makeSignedIn();
    const colleague = await enter(await makeMember('viewer', { workspaceId: member.workspaceId }));
    for (const sessionId of [colleague, (await makeSignedIn()).sessionId]) {
      expect(codeOf(await endSession(member, { sessionId }))).toBe('NOT_FOUND');
      expect(await isOpen(sessionId)).toBe(true);
    }
  });

  it('refuses the session that asks, and input that names none', async () => {
    const member = await makeSignedIn();
    expect(codeOf(await endSession(member, { sessionId: member.sessionId }))).toBe('CONFLICT');
    expect(codeOf(await endSession(member, { sessionId: 'nonsense' }))).toBe('INVALID_REQUEST');
    expect(codeOf(await endSession(member, {}))).toBe('INVALID_REQUEST');
    expect(await isOpen(member.sessionId)).toBe(true);
  });
});

describe('endAllOtherSessions', () => {
  it('ends all but the session that asks', async () => {
    const member = await makeSignedIn();
    const others = [await enter(member), await enter(member)];
    const stranger = await makeSignedIn();
    expect(granted(await endAllOtherSessions(member, {}))).toEqual({ sessionsEnded: 2 });
    for (const other of others) expect(await isOpen(other)).toBe(false);
    expect(await isOpen(member.sessionId)).toBe(true);
    expect(await isOpen(stranger.sessionId)).toBe(true);
    const events = { action: 'user.end_other_sessions', actorId: member.userId };
    expect((await db().auditEvent.findFirst({ where: events }))?.detail).toEqual({ sessionsEnded: 2 });
    expect(codeOf(await endAllOtherSessions(member, {}))).toBe('CONFLICT');
    expect(await db().auditEvent.count({ where: events })).toBe(1);
    expect(codeOf(await endAllOtherSessions(member, { userId: stranger.userId }))).toBe('INVALID_REQUEST');
  });
});
