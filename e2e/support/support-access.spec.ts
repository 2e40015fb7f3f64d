import { expect, test } from '@/e2e/fixtures';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { newId } from '@/lib/ids';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

const PATH = '/settings/support-access';

const impersonationOf = (id: string) => db().impersonationSession.findUniqueOrThrow({ where: { id } });
const accessOf = ({ workspaceId }: MemberActor) =>
  db().workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { supportAccess: true, supportActsUntil: true },
  });

test('an owner changes support access', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Support access' }).click();
  await expect(page.getByRole('heading', { name: 'Support access', level: 1 })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'View, and make changes with approval' })).toBeChecked();

  await page.getByRole('radio', { name: 'View only' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Support access saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' }), 'the focus stays').toBeFocused();
  expect(await accessOf(owner)).toEqual({ supportAccess: 'view', supportActsUntil: null });
  await expect(page.getByText('Pre-approve changes')).toBeHidden();

  await page.getByRole('radio', { name: 'View, and make changes with approval' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Allow for 1 hour' }).click();
  await expect(page.getByText(/without asking until .*60 min left/)).toBeVisible();
  expect((await accessOf(owner)).supportActsUntil?.getTime()).toBeGreaterThan(now().getTime());
  await page.getByRole('button', { name: 'Stop now' }).click();
  await expect(page.getByRole('button', { name: 'Allow for 1 day' })).toBeVisible();
  expect((await accessOf(owner)).supportActsUntil).toBeNull();
});

test('every page shows open support sessions live, with a button to end them', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByRole('button')).toHaveCount(0);

  const impersonation = await makeImpersonation(await makeStaff(), owner);
  await expect(notice.getByText('Grace Hopper (Onboarding) from support is viewing')).toBeVisible();
  await page.goto('/settings/security');
  await expect(notice.getByText('Grace Hopper (Onboarding) from support is viewing')).toBeVisible();
  await notice.getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('The support session of Grace Hopper has ended')).toBeVisible();
  await expect(notice.getByText('Grace Hopper')).toBeHidden();
  await expect(page.getByRole('main'), 'the focus moves to the page').toBeFocused();
  expect(await impersonationOf(impersonation.id)).toMatchObject({
    endReason: 'customer',
    endedById: owner.userId,
  });
});

test('an admin reads a request and approves it', async ({ page, signIn }) => {
  const admin = await makeMember('admin');
  const impersonation = await makeImpersonation(await makeStaff(), admin);
  await signIn(admin);
  await page.goto(PATH);
  const section = page.getByRole('region', { name: 'Open support sessions' });
  await expect(section.getByText('View only')).toBeVisible();
  await expect(section.getByText('The webhook fails')).toBeVisible();
  await expect(section.getByText('Ticket T-1001')).toBeVisible();

  await db().impersonationSession.update({
    where: { id: impersonation.id },
    data: { actAskedAt: now(), actReason: 'Take the old address off the list' },
  });
  await expect(section.getByText('Grace Hopper asks to make changes')).toBeVisible();
  await expect(section.getByText('Take the old address off the list')).toBeVisible();
  await section.getByRole('button', { name: 'Approve' }).click();
  await expect(section.getByText('Can make changes')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  expect(await impersonationOf(impersonation.id)).toMatchObject({
    actGranted: true,
    actAnsweredById: admin.userId,
  });

  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('from support can make changes')).toBeVisible();
});

test('a request is refused, and the support session stays open', async ({ page, signIn }) => {
  const owner = await makeMember();
  const impersonation = await makeImpersonation(await makeStaff(), owner, {
    actAskedAt: now(),
    actReason: 'To fix it',
  });
  await signIn(owner);
  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('asks to make changes')).toBeVisible();
  await expect(notice.getByText('To fix it')).toBeVisible();
  await notice.getByRole('button', { name: 'Refuse' }).click();
  await expect(page.getByText('Grace Hopper can only view')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expect(notice.getByText('The webhook fails · T-1001')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  expect(await impersonationOf(impersonation.id)).toMatchObject({ actGranted: false, endedAt: null });
});

test('closing the workspace ends support sessions', async ({ page, signIn }) => {
  const owner = await makeMember();
  const impersonation = await makeImpersonation(await makeStaff(), owner);
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('radio', { name: 'Never' }).check();
  await expect(page.getByText('This ends the current support sessions.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('No open support sessions.')).toBeVisible();
  expect(await impersonationOf(impersonation.id)).toMatchObject({ endReason: 'customer' });
});

test('the history shows the agent, the reason, the time, the pages and the changes', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  const impersonation = await makeImpersonation(await makeStaff(), owner, {
    endedAt: now(),
    endReason: 'exit',
    actAskedAt: now(),
    actReason: 'To fix it',
    actAnsweredAt: now(),
    actAnsweredById: owner.userId,
    actGranted: true,
  });
  for (const path of ['/settings/api-keys', '/settings/security']) {
    await db().impersonatedRequest.create({ data: { impersonationId: impersonation.id, path, at: now() } });
  }
  await db().$transaction((tx) =>
    recordAudit(tx, impersonate(owner, impersonation, 'act'), {
      action: 'api_key.disable',
      targetId: newId('key'),
      detail: { label: 'Old server' },
    }),
  );
  await signIn(owner);
  await page.goto(PATH);
  const history = page.getByRole('region', { name: 'Past support sessions' });
  await expect(
    history.getByText(/2 pages, 1 change .* Changes approved by Test owner · Support left/),
  ).toBeVisible();
  await history.getByRole('link', { name: 'Grace Hopper (Onboarding)' }).click();
  await expect(
    page.getByRole('heading', { name: 'Support session of Grace Hopper (Onboarding)' }),
  ).toBeVisible();
  await expect(page.getByText('T-1001')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Pages' }).getByRole('listitem')).toHaveText([
    /^API keys/,
    /^Security/,
  ]);
  await expect(page.getByText('Grace Hopper disabled the key “Old server”')).toBeVisible();
});

test('the history is paged', async ({ page, signIn }) => {
  const [owner, agent] = [await makeMember('viewer'), await makeStaff()];
  for (let n = 0; n < 21; n += 1) {
    const startedAt = new Date(now().getTime() - n * 60_000);
    await makeImpersonation(agent, owner, {
      reason: `Reason ${n}.`,
      startedAt,
      endedAt: now(),
      endReason: 'exit',
    });
  }
  await signIn(owner);
  await page.goto(PATH);
  await expect(page.getByText('Reason 0.')).toBeVisible();
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.getByText('Reason 20.')).toBeVisible();
  await expect(page.getByText('Reason 0.')).toHaveCount(0);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(page.getByText('Reason 0.')).toBeVisible();
});

test('a developer sees everything and can end sessions, but not change settings', async ({
  page,
  signIn,
}) => {
  const developer = await makeMember('developer');
  await makeImpersonation(await makeStaff(), developer, { actAskedAt: now(), actReason: 'To fix it' });
  await signIn(developer);
  await page.goto(PATH);
  await expect(page.getByText('Only an owner or admin can change them')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Never' })).toBeDisabled();
  await expect(page.getByText('An owner or admin can answer.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Save|Approve|Refuse|Allow/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('No open support sessions.')).toBeVisible();
});

test('a support session of another workspace is not found', async ({
  page,
  signIn,
  request,
  expectStray,
}) => {
  expectStray(/404 \(Not Found\)/);
  const impersonation = await makeImpersonation(await makeStaff(), await makeMember());
  const stranger = await makeMember();
  expect((await request.get(`${PATH}/active-sessions`)).status()).toBe(401);
  await signIn(stranger);
  await page.goto(`${PATH}/${impersonation.id}`);
  await expect(page.getByRole('heading', { name: 'Support session not found' })).toBeVisible();
  await page.goto(PATH);
  await expect(page.getByText('No support sessions yet.')).toBeVisible();
  const sessions = await page.context().request.get(`${PATH}/active-sessions`);
  expect(await sessions.json()).toEqual([]);
});
