import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { readCallbackSecret } from '@/lib/domain/callback-secrets/read';
import { revealCallbackSecret } from '@/lib/domain/callback-secrets/reveal';
import { rotateCallbackSecret } from '@/lib/domain/callback-secrets/rotate';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { makeAccount, makeSession, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { webhookPolicy } from '@/lib/testing/factories/webhooks';

it('shows the secret for callback URLs after the password, and replaces it once', async () => {
  const { email } = await makeAccount({ verified: true });
  const session = await resolveSession(await makeSession(email), null);
  if (session?.kind !== 'member') throw new Error('Not signed in.');
  const owner = session.actor;
  const reveal = async (password = PASSWORD) => revealCallbackSecret(owner, { password }, webhookPolicy);
  const { secret } = granted(await reveal());
  expect(granted(await reveal()).secret).toBe(secret);
  expect(await reveal(OTHER_PASSWORD)).toMatchObject({
    refusal: { fields: { password: expect.any(String) } },
  });
  const { version } = granted(await readCallbackSecret(owner));
  const answers = await Promise.all(
    [1, 2, 3].map(() => rotateCallbackSecret(owner, { version }, webhookPolicy)),
  );
  expect(answers.map((answer) => (answer.ok ? 'OK' : answer.refusal.code)).sort()).toEqual([
    'ALREADY_CREATED',
    'ALREADY_CREATED',
    'OK',
  ]);
  const [rotated] = answers.filter((answer) => answer.ok).map(granted);
  expect(rotated?.secret).not.toBe(secret);
  expect(granted(await reveal()).secret).toBe(rotated?.secret);
  const events = await db().auditEvent.findMany({
    where: { workspaceId: owner.workspaceId, action: { contains: 'callback_secret' } },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ action }) => action)).toEqual([
    'workspace.reveal_callback_secret',
    'workspace.reveal_callback_secret',
    'workspace.rotate_callback_secret',
    'workspace.reveal_callback_secret',
  ]);
  expect(JSON.stringify(events.map(({ detail }) => detail))).not.toContain('whsec_');
});

it('needs a confirmed address, because the secret signs in live, too', async () => {
  const owner = await makeMember('owner', { emailVerified: false });
  const refused = { refusal: { code: 'EMAIL_NOT_VERIFIED' } };
  expect(await revealCallbackSecret(owner, { password: PASSWORD }, webhookPolicy)).toMatchObject(refused);
  expect(await rotateCallbackSecret(owner, { version: 'none' }, webhookPolicy)).toMatchObject(refused);
});
