import type { APIRequestContext } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { BALANCE, makeMessage } from '@/lib/testing/factories/messages';
import { giveMoney, makePayment } from '@/lib/testing/factories/wallet';
import { makeWebhookTargets } from '@/lib/testing/factories/webhooks';
import { builtRoutes } from '@/lib/testing/pages/built-routes';
import { impersonationOf, supportSessionPage } from './support-session-page';

/** The routes that support sessions do not record, with the reason. Every other route is recorded. */
const WITHOUT_TRACE: Record<string, string> = {
  '/_not-found': 'shows nothing',
  '/_global-error': 'shows nothing',
  '/brand-logo': 'is public',
  '/docs': 'is public',
  '/docs/[page]': 'is public',
  '/login': 'is for guests',
  '/signup': 'is for guests',
  '/forgot-password': 'is for guests',
  '/report-leaked-key': 'shows nothing of a workspace',
  '/reset-password': 'is for guests',
  '/verify-email': 'is for guests',
  '/invitation': 'shows nothing of a workspace',
  '/workspaces': 'sends support back to the workspace of its session',
  '/workspaces/new': 'sends support back to the workspace of its session',
  '/second-factor': 'sends support back to the workspace of its session',
  '/change-email': 'is for guests',
  '/switch-account': 'shows whose session it is',
  '/welcome': 'is for staff',
  '/support': 'is for staff',
  '/support/sessions': 'is for staff',
  '/support/workspaces/[workspaceId]': 'is for staff, and audited',
  '/support-session': 'shows the agent their own support session, and nothing of the customer',
  '/api/auth/[...nextauth]': 'signs in',
};

/** Requests whose headers claim that they show nothing. */
const CLAIMS: Array<{ method: string; headers: Record<string, string> }> = [
  { method: 'GET', headers: {} },
  { method: 'GET', headers: { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' } },
  { method: 'GET', headers: { 'x-request-path': '/elsewhere', 'x-page-path': '/elsewhere' } },
  { method: 'HEAD', headers: {} },
];

/** Only the key's own page shows this. */
const LISTED = { network: '198.51.100.77/32', note: '' };

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ page, signIn }) => {
  owner = await makeMember();
  agent = await makeStaff();
  await signIn(agent);
  await supportSessionPage(page).start(owner.workspaceId);
  // Stops the polling.
  await page.goto('about:blank');
});

const traces = () =>
  db().impersonatedRequest.findMany({ where: { impersonation: { agentId: agent.userId } } });

/** A URL of the route that shows data of the workspace. */
async function addressOf(route: string): Promise<string> {
  const { key } = await makeKey(owner);
  const { id } = await impersonationOf(agent);
  const address = route.replace('[keyId]', key.id).replace('[sessionId]', id);
  if (address.includes('[messageId]')) {
    await giveMoney(owner.workspaceId, BALANCE, key.environment);
    const sender = { workspaceId: owner.workspaceId, apiKeyId: key.id, environment: key.environment };
    return address.replace('[messageId]', await makeMessage(sender));
  }
  if (address.includes('[paymentId]')) {
    return address.replace('[paymentId]', await makePayment(owner.workspaceId));
  }
  if (!address.includes('[endpointId]')) return address;
  const { endpointId, deliveryId } = await makeWebhookTargets(owner);
  return address.replace('[endpointId]', endpointId).replace('[deliveryId]', deliveryId);
}

async function ask(request: APIRequestContext, address: string, claim = CLAIMS[0]): Promise<number> {
  const headers = { 'sec-fetch-site': 'same-origin', ...claim?.headers };
  // Next redirects a request that claims to come from its own client to the same address with one more parameter.
  const answer = await request.fetch(address, { method: claim?.method, headers, maxRedirects: 2 });
  return answer.status();
}

test('every page and route handler records the request, or is listed with a reason', async ({ context }) => {
  test.slow();
  for (const { route, isPage } of await builtRoutes()) {
    if (route in WITHOUT_TRACE) continue;
    // A page answers HEAD and what is fetched in advance without its content; a route handler does not.
    for (const claim of isPage ? CLAIMS.filter(({ headers }) => !headers.rsc).slice(0, 2) : CLAIMS) {
      const address = await addressOf(route);
      const before = (await traces()).filter(({ path }) => path === address).length;
      // Another page in between, so that the same request is recorded again.
      await ask(context.request, await addressOf('/settings/api-keys/[keyId]'));
      await ask(context.request, address, claim);
      const after = (await traces()).filter(({ path }) => path === address);
      expect(after.length, `${claim.method} ${address} ${JSON.stringify(claim.headers)}`).toBeGreaterThan(
        before,
      );
      expect(after.at(-1)?.verb === null, address).toBe(isPage);
    }
  }
});

test('every route that is not recorded exists', async () => {
  const routes = (await builtRoutes()).map(({ route }) => route);
  expect(routes).toEqual(
    expect.arrayContaining(['/login', '/support-session', '/settings/api-keys/activity']),
  );
  for (const route of routes.filter((built) => !(built in WITHOUT_TRACE))) {
    expect(route).toMatch(/^\/(?:(?:settings|account|balance|messages|usage)(?:\/|$)|$)/);
  }
});

test('polling is recorded once a minute, and the customer sees it', async ({ context, browser, signIn }) => {
  const address = await addressOf('/settings/api-keys/activity?id=[keyId]');
  for (let times = 0; times < 5; times += 1) expect(await ask(context.request, address)).toBe(200);
  const polled = (await traces()).filter(({ verb }) => verb === 'usage/activity');
  expect(polled).toMatchObject([{ path: '/settings/api-keys/activity' }]);

  const customer = await browser.newContext();
  await signIn(owner, customer);
  const page = await customer.newPage();
  await page.goto(`/settings/support-access/${polled[0]?.impersonationId}`);
  await expect(page.getByRole('region', { name: 'Pages' })).toContainText('API keys usage/activity');
});

test('no page is shown without a recorded request, whatever the headers claim', async ({ context }) => {
  const ahead = { 'next-router-prefetch': '1' };
  const segment = { 'next-router-segment-prefetch': '/_full' };
  const claims: Array<Record<string, string>> = [
    {},
    { rsc: '1' },
    ahead,
    segment,
    { ...ahead, ...segment },
    { rsc: '1', ...ahead },
    { rsc: '1', 'next-router-prefetch': '2' },
    { rsc: '1', ...segment },
    { rsc: '1', ...ahead, ...segment },
    { rsc: '1', ...ahead, 'next-router-state-tree': '%5B%22%22%2C%7B%7D%2Cnull%2C%22refetch%22%5D' },
    { 'x-page-path': '/elsewhere', purpose: 'prefetch', 'sec-purpose': 'prefetch' },
  ];
  let seen = 0;
  for (const headers of claims) {
    const { key } = await makeKey(owner, { label: 'Traced key', allowlist: [LISTED] });
    const path = `/settings/api-keys/${key.id}`;
    const answer = await context.request.get(path, { headers, maxRedirects: 0 });
    const text = await answer.text();
    const isShown = text.includes(LISTED.network) || text.includes('Traced key');
    const isTraced = (await traces()).some((trace) => trace.path === path);
    expect(isShown && !isTraced, JSON.stringify(headers)).toBe(false);
    if (isShown) seen += 1;
  }
  expect(seen, 'some of them show the page').toBeGreaterThan(3);
});

test('no page is shown without a recorded request, whatever the method', async ({ context, server }) => {
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { key } = await makeKey(owner, { label: 'Traced key', allowlist: [LISTED] });
    const path = `/settings/api-keys/${key.id}`;
    const answer = await context.request.fetch(path, { method, headers: { origin: server.url } });
    const isShown = (await answer.text()).includes(LISTED.network);
    expect(isShown, method).toBe(method === 'GET' || method === 'POST');
    const isTraced = (await traces()).some((trace) => trace.path === path);
    expect(isTraced, method).toBe(isShown);
  }
});
