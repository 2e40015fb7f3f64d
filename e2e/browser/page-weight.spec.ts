import { expect, test } from '@/e2e/fixtures';
import { makePageVisits } from '@/lib/testing/pages/page-visits';
import { SCRIPT_BUDGET, weighPage } from '@/lib/testing/pages/page-weight';

/** The pages that are over the budget, with what they may weigh. Their forms come with them. */
const HEAVIER: Record<string, number> = {
  '/settings/security': 212_000,
  '/second-factor': 196_000,
  '/account': 174_000,
  '/messages/test': 172_000,
  '/welcome': 163_000,
  '/settings/support-access': 156_000,
  '/settings/workspace': 155_000,
};

test('the first visit of a page fetches scripts within the budget', async ({
  context,
  signIn,
  expectStray,
}) => {
  test.slow();
  expectStray(/404 .*no-such-page/);
  const weights: Record<string, number> = {};
  for (const { route, address, visitor } of await makePageVisits()) {
    await context.clearCookies();
    if (visitor) await signIn(visitor);
    const { bytes, path } = await weighPage(context, address);
    // The home page redirects.
    if (route !== '/') expect(path, route).toBe(address.replace(/\?.*/, ''));
    weights[route] = bytes;
  }
  const tooHeavy = Object.entries(weights).filter(
    ([route, bytes]) => bytes > (HEAVIER[route] ?? SCRIPT_BUDGET),
  );
  expect(Object.fromEntries(tooHeavy), 'pages over the budget').toEqual({});
  const lighter = Object.keys(HEAVIER).filter((route) => (weights[route] ?? 0) <= SCRIPT_BUDGET);
  expect(lighter, 'pages that are within the budget now').toEqual([]);
});
