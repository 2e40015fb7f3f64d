import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { newId } from '@/lib/ids';
import { makeMember } from '@/lib/testing/factories';
import { impersonate, makeStaff, makeVisit } from '@/lib/testing/visits';
import { expect, test } from './fixtures';

const PATH = '/settings/support-access';

const visitOf = (id: string) => db().supportVisit.findUniqueOrThrow({ where: { id } });
const accessOf = ({ workspaceId }: MemberActor) =>
  db().workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { supportAccess: true, supportActsUntil: true },
  });

test('an owner decides how far support comes in', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Support access' }).click();
  await expect(page.getByRole('heading', { name: 'Support access', level: 1 })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'View, and act when asked' })).toBeChecked();

  await page.getByRole('radio', { name: 'View only' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Support access saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' }), 'the focus stays').toBeFocused();
  expect(await accessOf(owner)).toEqual({ supportAccess: 'view', supportActsUntil: null });
  await expect(page.getByText('Act without asking')).toBeHidden();

  await page.getByRole('radio', { name: 'View, and act when asked' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Allow for 1 hour' }).click();
  await expect(page.getByText(/without asking until .*60 min left/)).toBeVisible();
  expect((await accessOf(owner)).supportActsUntil?.getTime()).toBeGreaterThan(now().getTime());
  await page.getByRole('button', { name: 'Stop now' }).click();
  await expect(page.getByRole('button', { name: 'Allow for 1 day' })).toBeVisible();
  expect((await accessOf(owner)).supportActsUntil).toBeNull();
});

test('whoever is in is shown on every page, live, and is shown out', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByRole('button')).toHaveCount(0);

  const visit = await makeVisit(await makeStaff(), owner);
  await expect(notice.getByText('Grace Hopper (Onboarding) from support is viewing')).toBeVisible();
  await page.goto('/settings/security');
  await expect(notice.getByText('Grace Hopper (Onboarding) from support is viewing')).toBeVisible();
  await notice.getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('The visit of Grace Hopper has ended')).toBeVisible();
  await expect(notice.getByText('Grace Hopper')).toBeHidden();
  await expect(page.getByRole('main'), 'the keyboard is not lost with the button').toBeFocused();
  expect(await visitOf(visit.id)).toMatchObject({ end: 'customer', endedById: owner.userId });
});

test('an admin reads what is asked, and grants it', async ({ page, signIn }) => {
  const admin = await makeMember('admin');
  const visit = await makeVisit(await makeStaff(), admin);
  await signIn(admin);
  await page.goto(PATH);
  const section = page.getByRole('region', { name: 'In your workspace now' });
  await expect(section.getByText('View only')).toBeVisible();
  await expect(section.getByText('The webhook fails')).toBeVisible();
  await expect(section.getByText('Ticket T-1001')).toBeVisible();

  await db().supportVisit.update({
    where: { id: visit.id },
    data: { actAskedAt: now(), actReason: 'Take the old address off the list' },
  });
  await expect(section.getByText('Grace Hopper asks to make changes')).toBeVisible();
  await expect(section.getByText('Take the old address off the list')).toBeVisible();
  await section.getByRole('button', { name: 'Grant' }).click();
  await expect(section.getByText('May make changes')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
  expect(await visitOf(visit.id)).toMatchObject({ actGranted: true, actAnsweredById: admin.userId });

  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('is in, and may make changes')).toBeVisible();
});

test('a request is refused, and the visit goes on', async ({ page, signIn }) => {
  const owner = await makeMember();
  const visit = await makeVisit(await makeStaff(), owner, { actAskedAt: now(), actReason: 'To mend it' });
  await signIn(owner);
  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('asks to make changes')).toBeVisible();
  await notice.getByRole('link', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect(page.getByText('Grace Hopper may only view')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Grant' })).toHaveCount(0);
  expect(await visitOf(visit.id)).toMatchObject({ actGranted: false, endedAt: null });
});

test('closing the workspace shows support out', async ({ page, signIn }) => {
  const owner = await makeMember();
  const visit = await makeVisit(await makeStaff(), owner);
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('radio', { name: 'Never' }).check();
  await expect(page.getByText('Whoever is in now has to leave.')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Nobody from support is in.')).toBeVisible();
  expect(await visitOf(visit.id)).toMatchObject({ end: 'customer' });
});

test('the history tells who, why, when, which pages and which changes', async ({ page, signIn }) => {
  const owner = await makeMember();
  const visit = await makeVisit(await makeStaff(), owner, {
    endedAt: now(),
    end: 'exit',
    actAskedAt: now(),
    actReason: 'To mend it',
    actAnsweredAt: now(),
    actAnsweredById: owner.userId,
    actGranted: true,
  });
  for (const path of ['/settings/api-keys', '/settings/security']) {
    await db().visitedPage.create({ data: { visitId: visit.id, path, at: now() } });
  }
  await db().$transaction((tx) =>
    recordAudit(tx, impersonate(owner, visit, 'act'), {
      action: 'api_key.disable',
      targetId: newId('key'),
      detail: { label: 'Old server' },
    }),
  );
  await signIn(owner);
  await page.goto(PATH);
  const history = page.getByRole('region', { name: 'Past visits' });
  await expect(
    history.getByText(/2 pages, 1 change .* Changes were granted by Test owner · Support left/),
  ).toBeVisible();
  await history.getByRole('link', { name: 'Grace Hopper (Onboarding)' }).click();
  await expect(page.getByRole('heading', { name: 'Visit of Grace Hopper (Onboarding)' })).toBeVisible();
  await expect(page.getByText('T-1001')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Pages' }).getByRole('listitem')).toHaveText([
    /^\/settings\/api-keys/,
    /^\/settings\/security/,
  ]);
  await expect(page.getByText('Grace Hopper disabled the key “Old server”')).toBeVisible();
});

test('the history is paged', async ({ page, signIn }) => {
  const [owner, agent] = [await makeMember('viewer'), await makeStaff()];
  for (let n = 0; n < 21; n += 1) {
    const startedAt = new Date(now().getTime() - n * 60_000);
    await makeVisit(agent, owner, { reason: `Reason ${n}.`, startedAt, endedAt: now(), end: 'exit' });
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

test('a developer sees it all, shows out, and decides nothing', async ({ page, signIn }) => {
  const developer = await makeMember('developer');
  await makeVisit(await makeStaff(), developer, { actAskedAt: now(), actReason: 'To mend it' });
  await signIn(developer);
  await page.goto(PATH);
  await expect(page.getByText('only an owner or admin may change them')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Never' })).toBeDisabled();
  await expect(page.getByText('An owner or admin answers.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Save|Grant|Refuse|Allow/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('Nobody from support is in.')).toBeVisible();
});

test('another workspace’s visit is as one that never was', async ({ page, signIn, request, expectStray }) => {
  expectStray(/404 \(Not Found\)/);
  const visit = await makeVisit(await makeStaff(), await makeMember());
  const stranger = await makeMember();
  expect((await request.get(`${PATH}/presence`)).status()).toBe(401);
  await signIn(stranger);
  await page.goto(`${PATH}/${visit.id}`);
  await expect(page.getByRole('heading', { name: 'There is no such visit' })).toBeVisible();
  await page.goto(PATH);
  await expect(page.getByText('Nobody from support has been here.')).toBeVisible();
  const presence = await page.context().request.get(`${PATH}/presence`);
  expect(await presence.json()).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in support access, ${colorScheme}`, async ({ page, signIn, expectAccessible }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const owner = await makeMember();
    const over = await makeVisit(await makeStaff(), owner, { endedAt: now(), end: 'exit' });
    await db().visitedPage.create({ data: { visitId: over.id, path: '/settings/security', at: now() } });
    await makeVisit(await makeStaff(), owner, { actAskedAt: now(), actReason: 'To mend it' });
    await signIn(owner);
    await page.goto(PATH);
    await expect(page.getByRole('button', { name: 'Grant' })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${PATH}/${over.id}`);
    await expect(page.getByText('asks to make changes')).toBeVisible();
    await expectAccessible(page);
  });
}
