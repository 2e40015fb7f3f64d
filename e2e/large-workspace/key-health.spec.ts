import { PATH } from '@/e2e/api-keys/api-keys-page';
import { keyPage } from '@/e2e/api-keys/key-page';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKeyWhereInput } from '@/lib/db/generated/models';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { scopedOperations } from '@/lib/profiles/scoped-operations';
import { expect, findKey, findOwner, inDays, test } from './large-workspace';
import { count, expectTotal } from './list-page';

/** The keys that nobody has called for 90 days, and of which nothing waits to be sent. */
const quiet = (): ApiKeyWhereInput => ({
  createdAt: { lte: inDays(-90) },
  OR: [{ lastUse: null }, { lastUse: { at: { lt: inDays(-90) } } }],
  dailyUsage: { none: { day: { gte: inDays(-90) } } },
  secrets: { none: { lastUse: { at: { gte: inDays(-90) } } } },
  messages: { none: { status: 'queued' } },
  voiceCalls: { none: { status: 'queued' } },
  lookupLists: { none: { completedAt: null } },
});

/** The keys with a scope that no successful call of the last 60 days has needed. */
async function withUnusedScopes(): Promise<ApiKeyWhereInput> {
  const { workspaceId } = await findOwner();
  const since = inDays(-60);
  const [keys, used, undone] = await Promise.all([
    db().apiKey.findMany({ where: { workspaceId, createdAt: { lte: since } } }),
    db().apiKeyDailyUsage.groupBy({
      by: ['apiKeyId', 'operation'],
      where: { workspaceId, succeeded: { gt: 0 }, day: { gte: since } },
    }),
    // Another test takes scopes away and gives them back, which counts as adding them.
    db().auditEvent.findMany({
      where: {
        ...{ workspaceId, action: 'api_key.change_scopes' },
        detail: { path: ['undoes'], string_starts_with: '' },
      },
    }),
  ]);
  const isUndone = new Set(undone.map(({ targetId }) => targetId));
  const operationsOf = Map.groupBy(used, ({ apiKeyId }) => apiKeyId);
  const isUsed = (keyId: string, scope: string) =>
    operationsOf
      .get(keyId)
      ?.some(({ operation }) =>
        scopedOperations(keydesk).some((known) => known.operation === operation && known.scope === scope),
      ) ?? false;
  const found = keys.filter(
    ({ id, scopes }) => !isUndone.has(id) && scopes.some((scope) => scope !== '*' && !isUsed(id, scope)),
  );
  return { id: { in: found.map(({ id }) => id) } };
}

test('what is found about 10,000 keys is counted, and each count is that of the list', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const unlimited = { spendPerDay: null, spendPerMonth: null };
  const findings: [name: string, query: RegExp, where: ApiKeyWhereInput][] = [
    ['Never expires', /[?&]expires=never/, { expiresAt: null }],
    ['Expires within 30 days', /[?&]expires=soon/, { expiresAt: { gt: now(), lte: inDays(30) } }],
    ['Full access', /[?&]scope=\*/, { scopes: { has: '*' } }],
    ['Unused scopes', /[?&]health=unused-scopes/, await withUnusedScopes()],
    [
      'No limits',
      /[?&]limits=none/,
      { ...unlimited, countries: { isEmpty: true }, senders: { isEmpty: true } },
    ],
    ['Idle for 90 days', /[?&]used=idle/, { lastUse: { at: { lt: inDays(-90) } } }],
    ['Safe to revoke', /[?&]health=safe-to-revoke/, quiet()],
  ];
  const creator = await db().user.findFirstOrThrow({
    where: { name: 'Adrian Admin', email: { contains: 'harbor' } },
  });
  const filters: [query: string, where: ApiKeyWhereInput][] = [
    ['', {}],
    [`environment=sandbox&creator=${creator.id}`, { environment: 'sandbox', createdById: creator.id }],
  ];
  const health = page.getByRole('navigation', { name: 'Key health' });
  for (const [filter, within] of filters) {
    await page.goto(`${PATH}?${filter}`);
    for (const [name, query, where] of findings) {
      const total = await count({ AND: [where, within, { revokedAt: null }] });
      expect(total, name).toBeGreaterThan(0);
      const link = health.getByRole('link', { name: `${name} ${total.toLocaleString('en')}`, exact: true });
      await link.click();
      await expect(page).toHaveURL(query);
      await expect(link).toHaveAttribute('aria-current', 'true');
      await expectTotal(page, total);
    }
  }
});

test('keys that are safe to revoke have the evidence next to them, and others the evidence against it', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  await page.goto(`${PATH}?health=safe-to-revoke`);
  await expect(page.getByText('Nobody is known to use these keys')).toBeVisible();
  await expect(page.getByText('a job that runs less often')).toBeVisible();
  const evidence =
    /(Never called|Last call: .*\d{4}).*(9\d|[1-9]\d\d|1,\d{3}) days of calls known.*Nothing scheduled/;
  await expect(page.getByRole('rowheader')).toHaveText(Array.from({ length: 25 }, () => evidence));

  const section = page.getByRole('region', { name: 'Safe to revoke?' });
  const pieces = section.getByRole('listitem');
  const called = await findKey({ ...quiet(), OR: undefined, lastUse: { at: { lt: inDays(-90) } } });
  await keyPage(page).open(called.id);
  await expect(section).toContainText('Yes, as far as we know');
  await expect(section.getByRole('img', { name: 'For revoking:' })).toHaveCount(await pieces.count());
  for (const piece of [/days of calls are known/, /Last call: \d/, /Last used: \d/, /Nothing is scheduled/]) {
    await expect(pieces.filter({ hasText: piece })).toHaveCount(1);
  }
  await expect(section).toContainText('a job that runs less often');

  const busy = await findKey({ createdAt: { lt: inDays(-90) }, lastUse: { at: { gt: inDays(-2) } } });
  await keyPage(page).open(busy.id);
  await expect(section).toContainText('Not as far as we know');
  await expect(pieces.filter({ hasText: 'Last call' }).getByRole('img')).toHaveAccessibleName(
    'Against revoking:',
  );

  const young = await findKey({ createdAt: { gt: inDays(-60) }, lastUse: null });
  await keyPage(page).open(young.id);
  await expect(section).toContainText('Not as far as we know');
  await expect(pieces.filter({ hasText: 'It takes 90 to tell' }).getByRole('img')).toHaveAccessibleName(
    'Against revoking:',
  );
  await expect(pieces.filter({ hasText: 'Last call: none' }).getByRole('img')).toHaveAccessibleName(
    'For revoking:',
  );
});
