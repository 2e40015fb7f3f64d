import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor, UserActor } from '@/lib/domain/actor';
import { removeMember } from '@/lib/domain/members/remove';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { startSession } from '@/lib/domain/sessions/start';
import { createWorkspace } from '@/lib/domain/workspaces/create';
import { listOwnWorkspaces } from '@/lib/domain/workspaces/list-own';
import { readOwnWorkspace } from '@/lib/domain/workspaces/read-own';
import { renameWorkspace } from '@/lib/domain/workspaces/rename';
import { readWorkspaceSettings } from '@/lib/domain/workspaces/settings';
import { switchWorkspace } from '@/lib/domain/workspaces/switch';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const refused = (code: string) => ({ ok: false, refusal: { code } });

/** A member with a session in the database. */
async function makeSignedIn(): Promise<MemberActor> {
  const member = await makeMember('owner');
  const { userId, workspaceId } = member;
  const session = { userId, workspaceId, address: null, userAgent: null };
  return { ...member, sessionId: await db().$transaction((tx) => startSession(tx, session)) };
}

/** Makes a person a member of another workspace, too. */
async function join({ userId }: MemberActor, { workspaceId }: MemberActor): Promise<void> {
  await db().membership.create({ data: { workspaceId, userId, role: 'viewer' } });
}

const now = (sessionId: string) => resolveSession(sessionId, null);

let member: MemberActor;
let colleague: MemberActor;
let stranger: MemberActor;

beforeEach(async () => {
  member = await makeSignedIn();
  colleague = await makeMember('owner');
  stranger = await makeMember('owner');
  await join(member, colleague);
});

describe('switchWorkspace', () => {
  it('continues the session in another workspace of the person, with the role there, and audits it there', async () => {
    const { workspaceId } = colleague;
    expect(await switchWorkspace(member, { workspaceId })).toEqual({ ok: true, value: { workspaceId } });
    expect(await now(member.sessionId)).toMatchObject({ actor: { workspaceId, role: 'viewer' } });
    const events = await db().auditEvent.findMany({ where: { action: 'user.switch_workspace' } });
    expect(events.filter(({ actorId }) => actorId === member.userId)).toMatchObject([
      { workspaceId, detail: {} },
    ]);
  });

  it('does not find a workspace of others, and stays where it is', async () => {
    const { workspaceId } = stranger;
    expect(await switchWorkspace(member, { workspaceId })).toMatchObject(refused('NOT_FOUND'));
    expect(await now(member.sessionId)).toMatchObject({ actor: { workspaceId: member.workspaceId } });
  });

  it('is refused after the person was removed from the workspace', async () => {
    expect(await removeMember(colleague, { userId: member.userId })).toMatchObject({ ok: true });
    const { workspaceId } = colleague;
    expect(await switchWorkspace(member, { workspaceId })).toMatchObject(refused('NOT_FOUND'));
  });
});

describe('listOwnWorkspaces', () => {
  const idsOf = async (input: object) => {
    const page = granted(await listOwnWorkspaces(member, input));
    return { ids: page.workspaces.map(({ id }) => id), next: page.nextCursor ?? undefined };
  };

  it('lists only those of the person, with the role in each', async () => {
    const { workspaces } = granted(await listOwnWorkspaces(member, {}));
    expect(workspaces.map(({ id, role, isCurrent }) => ({ id, role, isCurrent }))).toEqual([
      { id: colleague.workspaceId, role: 'viewer', isCurrent: false },
      { id: member.workspaceId, role: 'owner', isCurrent: true },
    ]);
  });

  it('finds by name, page by page', async () => {
    await db().workspace.update({
      where: { id: colleague.workspaceId },
      data: { name: 'Analytical Engines' },
    });
    expect((await idsOf({ search: 'engine' })).ids).toEqual([colleague.workspaceId]);
    expect((await idsOf({ search: 'nothing' })).ids).toEqual([]);
    expect((await idsOf({ search: '%' })).ids).toEqual([]);
    expect(codeOf(await listOwnWorkspaces(member, { search: '\0' }))).toBe('INVALID_REQUEST');
    const first = await idsOf({ limit: '1' });
    const second = await idsOf({ limit: '1', cursor: first.next });
    expect([...first.ids, ...second.ids]).toEqual([colleague.workspaceId, member.workspaceId]);
    expect(second.next).toBeUndefined();
  });

  it('reads one of them, and does not find one of others', async () => {
    const read = (workspaceId: string) => readOwnWorkspace(member, { workspaceId });
    expect(granted(await read(colleague.workspaceId))).toMatchObject({ role: 'viewer', isCurrent: false });
    expect(await read(stranger.workspaceId)).toMatchObject(refused('NOT_FOUND'));
  });

  it('shows an agent nothing', async () => {
    const agent = await makeStaff('support');
    const impersonated = impersonate(member, await makeImpersonation(agent, member), 'view');
    expect(await listOwnWorkspaces(impersonated, {})).toMatchObject(refused('NOT_FOR_SUPPORT'));
  });
});

describe('createWorkspace', () => {
  it('makes the person the owner of a new workspace and opens it', async () => {
    const { workspaceId } = granted(await createWorkspace(member, { workspaceName: 'Second' }, 'KES'));
    expect(await now(member.sessionId)).toMatchObject({ actor: { workspaceId, role: 'owner' } });
    expect(await db().workspace.findUnique({ where: { id: workspaceId } })).toMatchObject({
      name: 'Second',
      currency: 'KES',
    });
    const event = await db().auditEvent.findFirst({ where: { workspaceId, action: 'workspace.create' } });
    expect(event).toMatchObject({ actorKind: 'member', actorId: member.userId, targetId: workspaceId });
  });

  it('gives a person without a workspace one', async () => {
    const { userId, workspaceId } = member;
    const open = { userId, workspaceId: null, address: null, userAgent: null };
    await db().membership.deleteMany({ where: { userId } });
    const sessionId = await db().$transaction((tx) => startSession(tx, open, 'user'));
    const before = await now(sessionId);
    expect(before).toMatchObject({ kind: 'user' });
    const created = granted(
      await createWorkspace(before?.actor as UserActor, { workspaceName: 'Fresh' }, 'EUR'),
    );
    expect(created.workspaceId).not.toBe(workspaceId);
    expect(await now(sessionId)).toMatchObject({ kind: 'member', actor: { ...created, role: 'owner' } });
  });

  it('pauses somebody who creates many', async () => {
    const codes = [];
    for (let n = 0; n < 7; n++) {
      const created = await createWorkspace(member, { workspaceName: `Number ${n}` }, 'EUR');
      codes.push(created.ok ? 'OK' : created.refusal.code);
    }
    expect(codes).toEqual(['OK', 'OK', 'OK', 'OK', 'OK', 'OK', 'TOO_MANY_ATTEMPTS']);
  });

  it('needs a name', async () => {
    expect(await createWorkspace(member, { workspaceName: ' ' }, 'EUR')).toMatchObject(
      refused('INVALID_REQUEST'),
    );
  });
});

describe('renameWorkspace', () => {
  it('changes the name and audits the old and the new one', async () => {
    const { workspaceId } = member;
    expect(await renameWorkspace(member, { workspaceName: 'New', from: 'Test workspace' })).toEqual({
      ok: true,
      value: { workspaceName: 'New' },
    });
    expect(granted(await readWorkspaceSettings(member))).toMatchObject({ id: workspaceId, name: 'New' });
    const event = await db().auditEvent.findFirst({ where: { workspaceId, action: 'workspace.rename' } });
    expect(event).toMatchObject({ detail: { from: 'Test workspace', to: 'New' }, targetId: workspaceId });
    expect(granted(await readWorkspaceSettings(stranger))).toMatchObject({ name: 'Test workspace' });
  });

  it('refuses a developer, and a name that somebody else has changed', async () => {
    const developer = await makeMember('developer', { workspaceId: member.workspaceId });
    expect(await renameWorkspace(developer, { workspaceName: 'Mine' })).toMatchObject(refused('FORBIDDEN'));
    expect(await renameWorkspace(member, { workspaceName: 'Late', from: 'Earlier' })).toMatchObject(
      refused('CONFLICT'),
    );
  });
});
