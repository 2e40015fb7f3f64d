import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { StaffRole } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { newId } from '@/lib/ids';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';
import { giveMoney } from '@/lib/testing/factories/wallet';

/** A customer with a unique name, so that searches of other tests do not find it. */
async function makeCustomer(): Promise<{ owner: MemberActor; name: string; email: string }> {
  const owner = await makeMember();
  // In one letter case, because random text of both counts as a secret.
  const name = `Traders ${newId('rec').slice(4).toLowerCase()}`;
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { name } });
  return { owner, name, email };
}

const results = (page: Page) => page.getByRole('region', { name: 'Results' });
const notice = (page: Page, title: string) => page.getByText(title, { exact: true });
const startButton = (page: Page) => page.getByRole('button', { name: 'View as customer' });

async function search(page: Page, text: string) {
  // One search at a time: the button does nothing while another runs.
  await expect(page.getByRole('button', { name: 'Search' })).not.toHaveAttribute('aria-busy');
  await page.getByRole('searchbox', { name: 'Search customers' }).fill(text);
  await page.getByRole('button', { name: 'Search' }).click();
}

const opened = (workspaceId: string) =>
  db().auditEvent.count({ where: { workspaceId, action: 'support.read_summary' } });

test('an agent finds a customer by name, email, id or key, and opening a customer is audited', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const { owner, name, email } = await makeCustomer();
  const { key, secret } = await makeKey(owner, { label: 'Production server' });
  await signIn(await makeStaff());
  await page.goto('/support');
  const texts = [
    name.toUpperCase(),
    email.slice(0, 12),
    owner.workspaceId,
    key.id,
    key.maskedSecret,
    secret.slice(-4),
  ];
  for (const text of texts) {
    await search(page, text);
    await expect(results(page).getByRole('link', { name }).first(), text).toBeVisible();
  }
  // The results of the search before look the same.
  await expect(page).toHaveURL(new RegExp(`q=${secret.slice(-4)}$`));
  await expect(results(page)).toContainText('Production server');
  await expectAccessible(page);
  await search(page, `${name} and nobody else`);
  await expect(results(page).getByRole('status')).toHaveText('No results');
  await search(page, newId('req'));
  await expect(results(page)).toContainText('Not every rejected call is stored by itself.');
  expect(await opened(owner.workspaceId)).toBe(0);

  await search(page, name);
  await results(page).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  expect(await opened(owner.workspaceId)).toBe(1);
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Search customers' })).toHaveValue(name);
  await expect(results(page).getByRole('link', { name })).toBeVisible();
});

test('a pasted key is replaced with its id, and the agent is told that it must be rotated', async ({
  page,
  signIn,
  server,
}) => {
  const { owner, name } = await makeCustomer();
  const { key, secret } = await makeKey(owner);
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await signIn(await makeStaff());
  await page.goto('/support');
  await search(page, `Authorization: Bearer ${secret}`);
  await expect(notice(page, 'This key should now be rotated')).toBeVisible();
  await expect(page).toHaveURL(`/support?q=${key.id}&pasted=works`);
  await expect(page.getByRole('searchbox', { name: 'Search customers' })).toHaveValue(key.id);
  await expect(results(page).getByRole('link', { name })).toBeVisible();

  const random = secret.slice(secret.lastIndexOf('_') + 1, -4);
  expect(addresses.join()).not.toContain(random);
  expect(await page.content()).not.toContain(random);
  const stored = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
  );
  expect(stored).not.toContain(random);
  expect(server.output()).not.toContain(random);

  granted(await revokeApiKey(owner, { keyId: key.id }));
  await search(page, secret);
  await expect(notice(page, 'This key no longer works')).toBeVisible();
  const identified = { workspaceId: owner.workspaceId, action: 'support.identify_key', targetId: key.id };
  expect(await db().auditEvent.count({ where: identified })).toBe(2);
});

test('text that looks like a secret is not searched for', async ({ page, signIn }) => {
  const { secret } = await makeKey(await makeMember());
  await signIn(await makeStaff());
  await page.goto('/support');
  await search(page, secret.slice(0, -1));
  await expect(page.getByRole('alert').filter({ hasText: 'looks like a secret' })).toBeVisible();
  await expect(page).toHaveURL('/support');
  await search(page, 'x');
  await expect(page.getByRole('alert').filter({ hasText: 'at least two characters' })).toBeVisible();

  await page.goto(`/support?q=${secret}`);
  await expect(page.getByText('We removed a secret from the address')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Search customers' })).toHaveValue('');
});

test('the summary shows a customer without a support session', async ({ page, signIn, expectAccessible }) => {
  const { owner, name, email } = await makeCustomer();
  const { workspaceId } = owner;
  await makeMember('viewer', { workspaceId, emailVerified: false });
  await giveMoney(workspaceId, 12_500_000n, 'live');
  const { key } = await makeKey(owner, { label: 'Web shop' });
  const requestId = newId('req');
  const refused = { keyId: key.id, code: 'IP_NOT_ALLOWED', detail: { list: 'key' } };
  await makeRefusals([
    { ...refused, at: new Date(now().getTime() - MINUTE) },
    { ...refused, requestId },
  ]);
  await makeImpersonation(await makeStaff('support', { name: 'Katherine' }), owner, {
    endedAt: now(),
    endReason: 'time',
  });
  await signIn(await makeStaff('operator'));
  await page.goto('/support');
  await search(page, requestId);
  await expect(results(page)).toContainText(/Web shop.*IP_NOT_ALLOWED.*not on the allowlist/);
  await expectAccessible(page);
  await results(page).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await page.reload();
  expect(await opened(workspaceId), 'a reload is no new look').toBe(1);
  const members = page.getByRole('region', { name: 'Members' }).getByRole('listitem');
  await expect(members).toHaveText([/Test owner.*Owner/, /Test viewer.*Email not confirmed.*Viewer/]);
  await expect(members.first()).toContainText(email);
  await expect(page.getByRole('row', { name: 'Active' }).getByRole('cell')).toHaveText(['0', '1']);
  await expect(page.getByRole('region', { name: 'Account' })).toContainText('€12.50');
  await expect(page.getByRole('list', { name: 'Rejected calls' })).toContainText(
    /IP_NOT_ALLOWED.*messages.send from 203.0.113.7.*× 2.*Web shop.*not on the allowlist.*First: .*Last: .*Latest: req_\w{22}/,
  );
  await expect(page.getByRole('list', { name: 'Support sessions' })).toContainText(
    /Katherine.*as Test owner.*The webhook fails.*T-1001.*Its time ran out./,
  );
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing overflows').toBe(page.viewportSize()?.width);
});

test('starting a support session needs a reason and a ticket', async ({ page, signIn, expectAccessible }) => {
  const { owner, name } = await makeCustomer();
  await signIn(await makeStaff());
  await page.goto(`/support/workspaces/${owner.workspaceId}`);
  await startButton(page).click();
  const dialog = page.getByRole('dialog', { name: `View ${name} as a customer` });
  await dialog.getByRole('button', { name: 'Start session' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAccessibleDescription(/Enter a reason/);
  await expect(dialog.getByRole('textbox', { name: 'Ticket' })).toHaveAccessibleDescription(/Enter a ticket/);
  await expect(dialog.getByRole('radio', { name: '15 minutes' })).toBeChecked();
  await expect(dialog.getByRole('combobox', { name: 'Member' })).toHaveValue(owner.userId);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(startButton(page)).toBeFocused();

  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  const { email } = await db().user.findUniqueOrThrow({ where: { id: viewer.userId } });
  await page.goto(`/support?q=${email}`);
  await results(page).getByRole('link', { name }).click();
  await startButton(page).click();
  await expect(dialog.getByRole('combobox', { name: 'Member' })).toHaveValue(viewer.userId);
  expect(await db().impersonationSession.count({ where: { workspaceId: owner.workspaceId } })).toBe(0);
});

test('the button that starts a support session says why it is disabled', async ({ page, signIn }) => {
  const { owner } = await makeCustomer();
  const { workspaceId } = owner;
  await signIn(await makeStaff('operator'));
  await page.goto(`/support/workspaces/${workspaceId}`);
  await expect(startButton(page)).toHaveAccessibleDescription('Your role may not start support sessions.');
  // As a screen reader would press it.
  await startButton(page).dispatchEvent('click');
  await expect(page.getByRole('dialog')).toBeHidden();

  const agent = await makeStaff();
  await signIn(agent);
  await db().workspace.update({ where: { id: workspaceId }, data: { supportAccess: 'never' } });
  await page.reload();
  await expect(startButton(page)).toHaveAccessibleDescription(/doesn’t allow support access/);

  await db().workspace.update({ where: { id: workspaceId }, data: { supportAccess: 'ask' } });
  const other = await makeStaff();
  // Started in another browser, with a session of its own.
  const elsewhere = await makeImpersonation({ ...other, userId: agent.userId }, owner);
  await page.reload();
  await expect(startButton(page)).toHaveAccessibleDescription(/already/);
  await expect(page.getByText('You started this support session in another sign-in.')).toBeVisible();
  await page.getByRole('button', { name: 'Exit' }).click();
  await expect(startButton(page)).not.toHaveAccessibleDescription(/already/);
  expect(await db().impersonationSession.findUnique({ where: { id: elsewhere.id } })).toMatchObject({
    endReason: 'exit',
    endedById: agent.userId,
  });
});

test('a lead sees open support sessions and ends one', async ({ page, signIn, expectAccessible }) => {
  const { owner, name } = await makeCustomer();
  const agent = await makeStaff('support', { name: `Grace ${newId('rec').slice(4)}` });
  const { name: agentName } = await db().user.findUniqueOrThrow({ where: { id: agent.userId } });
  const impersonation = await makeImpersonation(agent, owner);
  const lead = await makeStaff('lead');
  await signIn(lead);
  await page.goto('/support');
  await page.getByRole('link', { name: 'Open sessions' }).click();
  const row = page.getByRole('listitem').filter({ hasText: agentName });
  await expect(row).toContainText(
    new RegExp(`View only.*In ${name} as Test owner.*The webhook fails · T-1001`),
  );
  await expectAccessible(page);
  await row.getByRole('button', { name: `End the support session of ${agentName} in ${name}` }).click();
  await expect(row).toBeHidden();
  expect(await db().impersonationSession.findUnique({ where: { id: impersonation.id } })).toMatchObject({
    endReason: 'lead',
    endedById: lead.userId,
  });
});

test('the list of open support sessions is only for leads', async ({ page, signIn, expectStray }) => {
  expectStray(/status of 404/);
  for (const role of ['support', 'operator'] satisfies StaffRole[]) {
    await signIn(await makeStaff(role));
    await page.goto('/support');
    await expect(page.getByRole('link', { name: 'Open sessions' })).toBeHidden();
    expect((await page.goto('/support/sessions'))?.status()).toBe(404);
  }
});

test('members and guests cannot open the console', async ({ page, signIn, expectStray }) => {
  expectStray(/status of 404/);
  const { owner } = await makeCustomer();
  const paths = ['/support', '/support/sessions', `/support/workspaces/${owner.workspaceId}`];
  for (const path of paths) {
    await page.goto(path);
    await expect(page, path).toHaveURL(/\/login/);
  }
  await signIn(owner);
  for (const path of paths) expect((await page.goto(path))?.status(), path).toBe(404);
  expect(await opened(owner.workspaceId)).toBe(0);
});

test('an unknown workspace is not found', async ({ page, signIn, expectStray }) => {
  expectStray(/status of 404/);
  await signIn(await makeStaff());
  for (const id of [newId('ws'), 'nonsense']) {
    expect((await page.goto(`/support/workspaces/${id}`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'Workspace not found' })).toBeVisible();
  }
});

test('staff without a second factor set it up first', async ({ page, signIn }) => {
  const agent = await makeStaff();
  await db().session.update({ where: { id: agent.sessionId }, data: { secondFactorAt: null } });
  await signIn(agent);
  await page.goto('/support');
  await expect(page).toHaveURL(/\/welcome$/);
});

test('signing out or losing the role ends an agent’s session', async ({ page, signIn }) => {
  const agent = await makeStaff();
  await signIn(agent);
  await page.goto('/support');
  await page.getByRole('button', { name: /^User menu for/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);

  const other = await makeStaff();
  await signIn(other);
  await page.goto('/support');
  await db().user.update({ where: { id: other.userId }, data: { staffRole: null } });
  await page.reload();
  await expect(page).toHaveURL(/\/login/);
});
