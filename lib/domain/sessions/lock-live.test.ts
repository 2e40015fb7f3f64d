import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { setSupportAccess } from '@/lib/domain/impersonation/set-access';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { endSessions } from '@/lib/domain/sessions/end';
import { startSession } from '@/lib/domain/sessions/start';
import { createWorkspace } from '@/lib/domain/workspaces/create';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { keyInput, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const OVER = { ok: false, refusal: { code: 'UNAUTHENTICATED' } };

it('refuses the writes of a request whose session has ended', async () => {
  const member = await makeMember();
  const { key } = await makeKey(member);
  const { userId, workspaceId } = member;
  const sessionId = await db().$transaction((tx) =>
    startSession(tx, { userId, workspaceId, address: null, userAgent: null }),
  );
  const owner = { ...member, sessionId };
  expect(await renameApiKey(owner, { keyId: key.id, label: 'Renamed' })).toMatchObject({ ok: true });

  await db().$transaction((tx) => endSessions(tx, { userId }));
  expect(await createApiKey(owner, keyInput(), keydesk.keys)).toMatchObject(OVER);
  expect(await renameApiKey(owner, { keyId: key.id, label: 'Again' })).toMatchObject(OVER);
  expect(await setWorkspaceAllowlist(owner, { allowlist: [] })).toMatchObject(OVER);
  expect(await setSupportAccess(owner, { access: 'never' })).toMatchObject(OVER);
  expect(await db().apiKey.count({ where: { workspaceId } })).toBe(1);
});

it('refuses the writes of a request whose account was disabled or deleted since it began', async () => {
  const member = await makeMember();
  const { key } = await makeKey(member);
  const { userId, sessionId, emailVerified, address } = member;
  await db().user.update({ where: { id: userId }, data: { disabledAt: now() } });
  const outside = { kind: 'user' as const, userId, sessionId, emailVerified, address };
  expect(await createWorkspace(outside, { workspaceName: 'Ghosts' }, 'EUR')).toMatchObject(OVER);
  expect(await renameApiKey(member, { keyId: key.id, label: 'Again' })).toMatchObject(OVER);
  expect(await createApiKey(member, keyInput(), keydesk.keys)).toMatchObject(OVER);
});
