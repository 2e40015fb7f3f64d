import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createInvitation } from '@/lib/domain/invitations/create';
import { rotateApiKey } from '@/lib/domain/key-rotation/rotate';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { changeRole } from '@/lib/domain/members/change-role';
import { listKnownKeys } from '@/lib/domain/members/known-keys';
import { leaveWorkspace } from '@/lib/domain/members/leave';
import { listMembers } from '@/lib/domain/members/list';
import { removeMember } from '@/lib/domain/members/remove';
import { transferOwnership } from '@/lib/domain/members/transfer-ownership';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { startSession } from '@/lib/domain/sessions/start';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

let owner: MemberActor;
let admin: MemberActor;
let developer: MemberActor;
let stranger: MemberActor;

beforeEach(async () => {
  owner = await makeMember('owner');
  const { workspaceId } = owner;
  admin = await makeMember('admin', { workspaceId });
  developer = await makeMember('developer', { workspaceId });
  stranger = await makeMember('owner');
});

async function roleOf({ workspaceId, userId }: MemberActor): Promise<string | undefined> {
  return (await db().membership.findFirst({ where: { workspaceId, userId } }))?.role;
}

const refused = (code: string) => ({ ok: false, refusal: { code } });
const start = ({ userId, workspaceId }: MemberActor) =>
  db().$transaction((tx) => startSession(tx, { userId, workspaceId, address: null, userAgent: null }));

describe('listMembers', () => {
  it('shows only the members of the workspace, with their keys and last visit', async () => {
    await makeKey(admin);
    await start(admin);
    const listed = await listMembers(developer, {});
    if (!listed.ok) throw new Error(listed.refusal.message);
    const byId = new Map(listed.value.members.map((member) => [member.userId, member]));
    expect([...byId.keys()].sort()).toEqual([owner, admin, developer].map(({ userId }) => userId).sort());
    expect(byId.get(admin.userId)).toMatchObject({
      role: 'admin',
      keysCreated: 1,
      hasSecondFactor: false,
      lastSeenAt: expect.any(Date),
    });
    expect(byId.get(owner.userId)).toMatchObject({ keysCreated: 0, lastSeenAt: null });
  });

  it('finds by name, address and role, page by page', async () => {
    const found = async (input: object) => {
      const listed = await listMembers(owner, input);
      return listed.ok ? listed.value.members.map(({ userId }) => userId) : listed.refusal.code;
    };
    expect(await found({ search: 'ADMIN' })).toEqual([admin.userId]);
    expect(await found({ role: 'developer' })).toEqual([developer.userId]);
    for (const search of ['nobody', '%']) expect(await found({ search })).toEqual([]);
    expect(await found({ search: '\0' })).toBe('INVALID_REQUEST');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMembers(owner, { limit: '1', cursor });
      if (!page.ok) throw new Error(page.refusal.message);
      seen.push(...page.value.members.map(({ userId }) => userId));
      cursor = page.value.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
    expect(await found({ cursor: 'wrong' })).toBe('INVALID_REQUEST');
  });
});

describe('changeRole', () => {
  it('gives another role, and audits the old and the new one', async () => {
    const { userId } = developer;
    expect(await changeRole(admin, { userId, role: 'viewer' })).toMatchObject({ ok: true });
    expect(await roleOf(developer)).toBe('viewer');
    const event = await db().auditEvent.findFirst({
      where: { action: 'member.change_role', targetId: userId },
    });
    expect(event).toMatchObject({ actorId: admin.userId, detail: { from: 'developer', to: 'viewer' } });
  });

  it('lets only owners make or change an owner', async () => {
    expect(await changeRole(admin, { userId: developer.userId, role: 'owner' })).toMatchObject(
      refused('FORBIDDEN'),
    );
    expect(await changeRole(admin, { userId: owner.userId, role: 'viewer' })).toMatchObject(
      refused('FORBIDDEN'),
    );
    expect(await changeRole(owner, { userId: admin.userId, role: 'owner' })).toMatchObject({ ok: true });
  });

  it('keeps the last owner', async () => {
    expect(await changeRole(owner, { userId: owner.userId, role: 'admin' })).toMatchObject(
      refused('CONFLICT'),
    );
    expect(await roleOf(owner)).toBe('owner');
  });
});

describe('removeMember', () => {
  it('ends the sessions in the workspace at once, and refuses what was under way', async () => {
    const { key } = await makeKey(owner, { environment: 'sandbox' });
    const sessionId = await start(developer);
    expect(await resolveSession(sessionId, null)).not.toBeNull();
    expect(await removeMember(admin, { userId: developer.userId })).toMatchObject({ ok: true });
    expect(await resolveSession(sessionId, null)).toBeNull();
    const late = await renameApiKey({ ...developer, sessionId }, { keyId: key.id, label: 'Late' });
    expect(late).toMatchObject(refused('UNAUTHENTICATED'));
  });

  it('refuses an owner to an admin, and the actor', async () => {
    expect(await removeMember(admin, { userId: owner.userId })).toMatchObject(refused('FORBIDDEN'));
    expect(await removeMember(admin, { userId: admin.userId })).toMatchObject(refused('CONFLICT'));
  });

  it('leaves an owner when two remove each other at once', async () => {
    const other = await makeMember('owner', { workspaceId: owner.workspaceId });
    const both = await Promise.all([
      removeMember(owner, { userId: other.userId }),
      removeMember(other, { userId: owner.userId }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('leaveWorkspace', () => {
  it('ends the membership, but not that of the last owner or in another workspace', async () => {
    const { workspaceId } = owner;
    expect(await leaveWorkspace(owner, { workspaceId })).toMatchObject(refused('CONFLICT'));
    expect(await leaveWorkspace(admin, { workspaceId: stranger.workspaceId })).toMatchObject(
      refused('NOT_FOUND'),
    );
    expect(await leaveWorkspace(developer, { workspaceId })).toMatchObject({ ok: true });
    expect(await roleOf(developer)).toBeUndefined();
  });
});

describe('the invitations that a member sent', () => {
  const emails = async () => {
    const { workspaceId } = owner;
    const open = await db().invitation.findMany({ where: { workspaceId }, select: { email: true } });
    return open.map(({ email }) => email);
  };

  beforeEach(async () => {
    granted(await createInvitation(admin, { email: 'again@example.test', role: 'admin' }));
    granted(await createInvitation(owner, { email: 'new@example.test', role: 'viewer' }));
  });

  it.each([
    ['is removed', () => removeMember(owner, { userId: admin.userId })],
    ['leaves', () => leaveWorkspace(admin, { workspaceId: admin.workspaceId })],
    ['may no longer invite people', () => changeRole(owner, { userId: admin.userId, role: 'developer' })],
  ])('are withdrawn and audited when the member %s', async (_, change) => {
    granted(await change());
    expect(await emails()).toEqual(['new@example.test']);
    const events = await db().auditEvent.findMany({
      where: { workspaceId: owner.workspaceId, action: 'member.withdraw_invitation' },
    });
    expect(events).toMatchObject([{ detail: { email: 'again@example.test', because: expect.any(String) } }]);
  });

  it('stay while the member may invite people', async () => {
    granted(await transferOwnership(owner, { userId: admin.userId }));
    granted(await changeRole(admin, { userId: owner.userId, role: 'owner' }));
    granted(await removeMember(owner, { userId: developer.userId }));
    expect(await emails()).toHaveLength(2);
  });

  it('belong to the one who sent them last', async () => {
    granted(await createInvitation(owner, { email: 'again@example.test', role: 'developer' }));
    granted(await removeMember(owner, { userId: admin.userId }));
    expect(await emails()).toHaveLength(2);
  });
});

it('transfers the ownership, and makes the old owner an admin', async () => {
  expect(await transferOwnership(owner, { userId: owner.userId })).toMatchObject(refused('CONFLICT'));
  expect(await transferOwnership(owner, { userId: developer.userId })).toMatchObject({ ok: true });
  expect([await roleOf(developer), await roleOf(owner)]).toEqual(['owner', 'admin']);
});

it('is not transferred to a member who cannot sign in', async () => {
  const { userId } = developer;
  await db().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  expect(await transferOwnership(owner, { userId })).toMatchObject(refused('CONFLICT'));
  expect(await roleOf(owner)).toBe('owner');
});

it('finds nobody in another workspace', async () => {
  const { userId } = developer;
  for (const verb of [removeMember, transferOwnership, listKnownKeys]) {
    expect(await verb(stranger, { userId })).toMatchObject(refused('NOT_FOUND'));
  }
  expect(await changeRole(stranger, { userId, role: 'viewer' })).toMatchObject(refused('NOT_FOUND'));
  expect(await roleOf(developer)).toBe('developer');
});

it('lists the keys that somebody knows, also after they have gone, until somebody else rotates them', async () => {
  const { key } = await makeKey(developer);
  await makeKey(owner);
  const known = async () => {
    const listed = await listKnownKeys(admin, { userId: developer.userId });
    return listed.ok ? listed.value.keys.map(({ id }) => id) : listed.refusal.code;
  };
  expect(await known()).toEqual([key.id]);
  await removeMember(owner, { userId: developer.userId });
  expect(await known()).toEqual([key.id]);
  setClockOffset(HOUR);
  const secret = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id, replacedAt: null } });
  granted(await rotateApiKey(owner, { keyId: key.id, secretId: secret.id, overlap: '24h' }, keydesk.keys));
  // The old secret still works.
  expect(await known()).toEqual([key.id]);
  setClockOffset(2 * DAY);
  expect(await known()).toEqual([]);
});

it('lists known keys in pages, live ones first, and only those of the workspace', async () => {
  const ids = [];
  for (const environment of ['sandbox', 'live', 'sandbox'] as const) {
    ids.push((await makeKey(owner, { environment, label: 'Same label' })).key.id);
  }
  const [first = '', live = '', third = ''] = ids;
  const page = async (cursor?: string) =>
    granted(await listKnownKeys(admin, { userId: owner.userId, limit: '2', cursor }));
  const before = await page();
  expect(before).toMatchObject({ total: 3 });
  const after = await page(before.nextCursor ?? undefined);
  expect(after).toMatchObject({ total: 3, nextCursor: null });
  expect([...before.keys, ...after.keys].map(({ id }) => id)).toEqual([live, ...[first, third].sort()]);
  const { key: foreign } = await makeKey(stranger);
  expect((await page(foreign.id)).keys).toEqual([]);
  expect(await listKnownKeys(admin, { userId: owner.userId, cursor: 'x' })).toMatchObject(
    refused('INVALID_REQUEST'),
  );
});
