import { decode } from 'next-auth/jwt';
import { expect, test } from '@/e2e/fixtures';
import { impersonationCookie } from '@/lib/auth/cookies';
import { HOUR, MINUTE, now } from '@/lib/clock';
import { derivedKey } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import {
  extensionAsked,
  makeImpersonation,
  makeStaff,
  rewriteImpersonation,
} from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { customerPage, expectBack, impersonationOf, supportSessionPage } from './support-session-page';

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ expectStray }) => {
  // A poll is rejected when the support session ends.
  expectStray(/status of 401/);
  owner = await makeMember();
  agent = await makeStaff();
});

test('an agent asks for more time, the customer approves it on any page, and can still end the session', async ({
  page,
  browser,
  context,
  signIn,
  expectAccessible,
  waitForMail,
}) => {
  test.slow();
  await signIn(agent);
  const session = supportSessionPage(page);
  await session.start(owner.workspaceId);
  const { id, startedAt } = await impersonationOf(agent);
  const cookie = (await context.cookies()).find(({ name }) => name === impersonationCookie().name);
  const secret = derivedKey('impersonation-cookie').toString('base64url');
  const claims = await decode({ token: cookie?.value, secret });
  const latest = (startedAt.getTime() + 2 * HOUR) / 1_000;
  expect(Math.abs(Number(claims?.exp) - latest), 'the token lasts as long as a session can').toBeLessThan(5);

  for (const control of [session.requestButton, session.timeButton, session.exitButton, session.timer]) {
    await expect(control).toBeInViewport({ ratio: 1 });
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing overflows').toBe(page.viewportSize()?.width);
  const [bar, exit, time] = await Promise.all(
    [session.bar, session.exitButton, session.timeButton].map((control) => control.boundingBox()),
  );
  for (const box of [exit, time]) {
    expect((box?.y ?? 0) + (box?.height ?? 0), 'the bar contains its buttons').toBeLessThanOrEqual(
      (bar?.y ?? 0) + (bar?.height ?? 0),
    );
  }

  await session.timeButton.click();
  await expect(page.getByRole('dialog')).toHaveAccessibleName('Ask for 30 more minutes');
  await expectAccessible(page);
  await session.sendRequest('The test call fails again');
  await expect(session.timeButton).toHaveAccessibleName('Time requested');
  await expect(session.timeButton).toHaveAccessibleDescription(
    'The customer has not answered your request yet.',
  );
  await expect(session.timer).toHaveText(/^1[45] min left$/);
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  await waitForMail(email, 'The test call fails again');

  const customer = await customerPage(owner, browser, signIn);
  await customer.goto('/settings/api-keys');
  const notice = customer.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('Grace Hopper asks for 30 more minutes')).toBeVisible();
  await expect(notice.getByText('The test call fails again')).toBeVisible();
  await expectAccessible(customer);
  await notice.getByRole('button', { name: 'Approve more time' }).click();
  await expect(
    customer.getByText('The support session of Grace Hopper lasts 30 minutes longer'),
  ).toBeVisible();
  await expect(customer.getByRole('main')).toBeFocused();
  await expect(notice.getByRole('button', { name: 'Approve more time' })).toHaveCount(0);

  await expect(session.timer).toHaveText(/^4[345] min left$/);
  await expect(page.getByText('This support session lasts 30 minutes longer.')).toBeVisible();
  await expect(session.timeButton).toHaveAccessibleName('Ask for more time');
  await expect(session.timeButton).toBeEnabled();
  await page.reload();
  await expect(session.timer).toHaveText(/^4[345] min left$/);

  await customer.goto('/settings/support-access');
  await expect(customer.getByText(/^4[345] min left$/)).toBeVisible();
  await customer.getByRole('button', { name: 'End now' }).click();
  await expectBack(page, owner, 'Test owner ended the session.');
  await expect(page.getByText(/More time approved by Test owner/)).toBeVisible();

  await customer.goto(`/settings/support-access/${id}`);
  const facts = customer.getByRole('region', { name: 'Reason and duration' });
  await expect(facts.getByText('The test call fails again')).toBeVisible();
  await expect(facts.getByText('More time approved')).toBeVisible();
  const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['impersonation.start', agent.userId],
    ['impersonation.ask_to_extend', agent.userId],
    ['impersonation.grant_extension', owner.userId],
    ['impersonation.end', owner.userId],
  ]);
});

test('the customer refuses more time, and the session ends as it would have', async ({
  page,
  browser,
  signIn,
  expectAccessible,
}) => {
  test.slow();
  await signIn(agent);
  const session = supportSessionPage(page);
  await session.start(owner.workspaceId);
  await session.requestToAct('To narrow the scopes');
  await session.requestTime('To read on');
  const { id, expiresAt } = await impersonationOf(agent);

  const lead = await browser.newContext();
  await signIn(await makeStaff('lead'), lead);
  const console = await lead.newPage();
  await console.goto('/support/sessions');
  const open = console
    .getByRole('listitem')
    .filter({ has: console.locator(`a[href$="${owner.workspaceId}"]`) });
  await expect(open.getByText('asks to make changes · asks for 30 more minutes')).toBeVisible();

  const customer = await customerPage(owner, browser, signIn);
  await customer.goto('/settings/support-access');
  const section = customer.getByRole('region', { name: 'Open support sessions' });
  await expect(section.getByText('Grace Hopper asks to make changes')).toBeVisible();
  await expect(section.getByText('Grace Hopper asks for 30 more minutes')).toBeVisible();
  await expectAccessible(customer);
  // No poll is answered any more: the notice has to know what is answered on the page.
  await customer.route('**/settings/support-access/active-sessions', () => undefined);
  const told = page.getByText('The customer refused more time.').waitFor();
  await section.getByRole('button', { name: 'Refuse more time' }).click();
  await expect(customer.getByText('The support session of Grace Hopper is not extended')).toBeVisible();
  await expect(section.getByText('asks for 30 more minutes')).toHaveCount(0);
  await expect(
    section.getByRole('button', { name: 'Approve changes' }),
    'the other request stays',
  ).toBeVisible();

  await customer.getByRole('link', { name: 'Security', exact: true }).click();
  const notice = customer.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('Grace Hopper asks to make changes')).toBeVisible();
  await expect(notice.getByText('asks for 30 more minutes')).toHaveCount(0);

  await told;
  await expect(session.timeButton).toHaveAccessibleName('Ask for time again');
  await expect(session.requestButton).toHaveAccessibleName('Waiting for approval');
  expect(await impersonationOf(agent)).toMatchObject({
    id,
    expiresAt,
    extensionGranted: false,
    endedAt: null,
  });
});

test('a session that lasts 2 hours is not extended', async ({ page, signIn }) => {
  await signIn(agent);
  const session = supportSessionPage(page);
  await session.start(owner.workspaceId);
  const { id, expiresAt } = await impersonationOf(agent);
  await rewriteImpersonation(id, { startedAt: new Date(expiresAt.getTime() - 2 * HOUR + 29 * MINUTE) });
  await expect(session.timeButton).toHaveAccessibleDescription('A support session lasts at most 2 hours.');
  await expect(session.timeButton).toBeDisabled();
});

test('two requests fit the notice, and a developer can only read them', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
  await makeImpersonation(agent, owner, { actAskedAt: now(), actReason: 'To fix it', ...extensionAsked() });
  await signIn(developer);
  await page.goto('/settings/api-keys');
  const notice = page.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('Grace Hopper asks to make changes')).toBeVisible();
  await expect(notice.getByText('Grace Hopper asks for 30 more minutes')).toBeVisible();
  await expect(notice.getByRole('button', { name: /Approve|Refuse/ })).toHaveCount(0);
  await expectAccessible(page);
  await signIn(owner);
  await page.reload();
  for (const name of [
    'Approve changes',
    'Approve more time',
    'Refuse changes',
    'Refuse more time',
    'End now',
  ]) {
    await expect(notice.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  }
});
