import { expect, test } from '@/e2e/fixtures';
import { makePageVisits } from '@/lib/testing/pages/page-visits';
import { SCRIPT_BUDGET, weighPage } from '@/lib/testing/pages/page-weight';

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
  const tooHeavy = Object.entries(weights).filter(([, bytes]) => bytes > SCRIPT_BUDGET);
  expect(Object.fromEntries(tooHeavy), 'pages over the budget').toEqual({});
});
