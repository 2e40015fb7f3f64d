import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { apiKeysPage, PATH } from './api-keys-page';

test('a viewer sees the keys but cannot change them', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'Seen' });
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));
  await page.goto(PATH);
  const keys = apiKeysPage(page);
  await expect(keys.row('Seen')).toBeVisible();
  await expect(page.getByText('You can view keys.')).toBeVisible();
  await expect(keys.createButton).toHaveCount(0);
  await page.getByRole('button', { name: 'Actions for Seen' }).click();
  await expect(page.getByRole('menuitem')).toHaveText(['Open', 'Copy key ID']);
  await expectAccessible(page);
});

test('a developer creates and revokes only sandbox keys', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'Live one', environment: 'live' });
  await makeKey(owner, { label: 'Sandbox one' });
  await signIn(await makeMember('developer', { workspaceId: owner.workspaceId }));
  const keys = apiKeysPage(page);
  await keys.openForm();
  const live = keys.form.getByRole('radio', { name: 'Live' });
  await expect(live).toBeDisabled();
  await expect(live).toHaveAccessibleDescription(/Your role can only create sandbox keys/);
  await keys.form.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Actions for Live one' }).click();
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Revoke' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await keys.askToRevoke('Sandbox one');
  await keys.revokeButton.click();
  await expect(page.getByText('“Sandbox one” is revoked')).toBeVisible();
});

for (const role of ['owner', 'admin'] as const) {
  test(`an ${role} creates live keys`, async ({ page, signIn }) => {
    await signIn(await makeMember(role));
    const keys = apiKeysPage(page);
    await keys.openForm();
    await keys.form.getByRole('radio', { name: 'Live' }).check();
    await keys.fillForm({ label: 'Real' });
    await keys.submit.click();
    await expect(keys.secret).toHaveValue(/^kd_live_/);
  });
}

test('live keys need a confirmed address, and the form says how to confirm it', async ({
  page,
  signIn,
  waitForMail,
}) => {
  const member = await makeMember('owner', { emailVerified: false });
  const { email } = await db().user.findUniqueOrThrow({ where: { id: member.userId } });
  await signIn(member);
  const keys = apiKeysPage(page);
  await page.goto(PATH);
  await expect(page.getByText('Confirm your email address')).toBeVisible();
  await expect(page.getByText('We sent a link to')).toContainText(email);

  await keys.openForm();
  const live = keys.form.getByRole('radio', { name: 'Live' });
  await expect(live).toBeDisabled();
  await expect(live).toHaveAccessibleDescription('Needs a confirmed email address.');
  await keys.form.getByRole('button', { name: 'Resend verification email' }).click();
  await expect(keys.form.getByText('Sent. Check your inbox.')).toBeVisible();
  await waitForMail(email, '/verify-email?token=');
});

test('keys of another workspace are not shown, polled, assessed or revoked', async ({
  page,
  context,
  signIn,
  server,
}) => {
  const stranger = await makeMember();
  const { key: foreign } = await makeKey(stranger, { label: 'Foreign' });
  const owner = await makeMember();
  const { key: own } = await makeKey(owner, { label: 'Own' });
  await signIn(owner);
  await page.goto(`${PATH}?filter=all&q=${foreign.id}`);
  await expect(page.getByText('No key matches')).toBeVisible();

  const readActivity = (id: string) =>
    context.request.get(`${PATH}/activity?id=${id}`).then((answer) => answer.json());
  expect(await readActivity(own.id)).toMatchObject([{ id: own.id, status: 'active', lastUse: null }]);
  expect(await readActivity(foreign.id)).toEqual([]);

  await page.goto(PATH);
  const actions: string[] = [];
  page.on('request', (request) => actions.push(request.headers()['next-action'] ?? ''));
  await apiKeysPage(page).askToRevoke('Own');
  await apiKeysPage(page).revokeButton.click();
  await expect(page.getByText('“Own” is revoked')).toBeVisible();
  const [readImpact, revoke] = actions.filter(Boolean);
  for (const action of [readImpact, revoke]) {
    const answer = await context.request.post(PATH, {
      headers: {
        'next-action': action ?? '',
        origin: server.url,
        'content-type': 'text/plain;charset=UTF-8',
      },
      data: JSON.stringify([{ keyId: foreign.id }]),
    });
    expect(await answer.text()).toContain('"code":"NOT_FOUND"');
  }
  expect((await db().apiKey.findUniqueOrThrow({ where: { id: foreign.id } })).revokedAt).toBeNull();
});

test('the activity needs a session and valid ids', async ({ page, context, request, signIn }) => {
  expect((await request.get(`${PATH}/activity?id=key_0000000000000000000000`)).status()).toBe(401);
  await signIn(await makeMember());
  await page.goto(PATH);
  const answer = await context.request.get(`${PATH}/activity?id=key_1`);
  expect(answer.status()).toBe(422);
  expect(answer.headers()['cache-control']).toBe('no-store');
});
