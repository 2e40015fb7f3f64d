import { expect, test } from '@/e2e/fixtures';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { setLastUse } from '@/lib/testing/factories/last-uses';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';
import { PATH } from './api-keys-page';

const daysAgo = (days: number) => new Date(now().getTime() - days * DAY);

test('what is found about keys is counted, and a press shows these keys', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const scopes = ['messages.send', 'messages.read'];
  const idle = await makeKey(owner, { label: 'Idle', scopes });
  const busy = await makeKey(owner, { label: 'Busy', scopes, expiry: daysAgo(-20) });
  await makeKey(owner, { label: 'New', scopes: ['*'], limits: { countries: ['NL'] } });
  await db().apiKey.update({ where: { id: idle.key.id }, data: { createdAt: daysAgo(200) } });
  await db().apiKey.update({ where: { id: busy.key.id }, data: { createdAt: daysAgo(199) } });
  await makeCalls(idle.key.id, [{ operation: 'messages.send', daysAgo: 120, calls: 3 }]);
  await setLastUse(idle.key.id, { at: daysAgo(120) });
  await makeCalls(busy.key.id, [{ operation: 'messages.send', daysAgo: 1, calls: 3 }]);

  await signIn(owner);
  await page.goto(PATH);
  const health = page.getByRole('navigation', { name: 'Key health' });
  await expect(health.getByRole('link')).toHaveText([
    'Never expires 2',
    'Expires within 30 days 1',
    'Full access 1',
    'Unused scopes 2',
    'No limits 2',
    'Idle for 90 days 1',
    'Safe to revoke 1',
  ]);
  const shown = page.getByRole('rowheader');
  for (const [name, url, labels] of [
    ['Full access 1', /\?scope=\*$/, [/New/]],
    ['Unused scopes 2', /\?health=unused-scopes$/, [/Busy/, /Idle/]],
    ['No limits 2', /\?limits=none$/, [/Busy/, /Idle/]],
    ['Idle for 90 days 1', /\?used=idle$/, [/Idle/]],
  ] as const) {
    await health.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(url);
    await expect(shown).toHaveText([...labels]);
    await expect(health.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'true');
  }

  await health.getByRole('link', { name: 'Safe to revoke 1' }).click();
  await expect(shown).toHaveText([/Idle.*Last call.*200 days of calls known.*Nothing scheduled/]);
  await expect(page.getByText('Nobody is known to use these keys')).toBeVisible();
  await expect(page.getByText('a job that runs less often')).toBeVisible();
  await expectAccessible(page);
  await health.getByRole('link', { name: 'Safe to revoke 1' }).click();
  await expect(shown).toHaveCount(3);
});

test('the page of a key has the evidence for revoking it, and against', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const idle = await makeKey(owner, { label: 'Idle' });
  const busy = await makeKey(owner, { label: 'Busy' });
  await db().apiKey.updateMany({
    where: { workspaceId: owner.workspaceId },
    data: { createdAt: daysAgo(200) },
  });
  await makeCalls(busy.key.id, [{ calls: 3 }]);
  await signIn(owner);
  const section = page.getByRole('region', { name: 'Safe to revoke?' });

  await page.goto(`${PATH}/${idle.key.id}`);
  await expect(section).toContainText('Yes, as far as we know');
  for (const piece of ['200 days of calls are known', 'Last call: none', 'Nothing is scheduled']) {
    await expect(section.getByRole('listitem').filter({ hasText: piece })).toBeVisible();
  }
  await expect(section.getByRole('img', { name: 'For revoking' })).toHaveCount(5);
  await expectAccessible(page);

  await page.goto(`${PATH}/${busy.key.id}`);
  await expect(section).toContainText('Not as far as we know');
  await expect(section.getByRole('img', { name: 'Against revoking' })).toHaveCount(2);
});
