import { readFile } from 'node:fs/promises';
import type { APIRequestContext } from '@playwright/test';
import { z } from 'zod';
import { makeMember } from '@/lib/testing/factories';
import { expect, test } from './fixtures';

/** Every server action of the product, and who may call it. A new one stands here, or the test fails. */
const CALLERS: Record<string, 'visitor' | 'member' | 'staff'> = {
  signUpAction: 'visitor',
  requestPasswordResetAction: 'visitor',
  resetPasswordAction: 'visitor',
  verifyEmailAction: 'visitor',
  signOutAction: 'visitor',
  requestEmailVerificationAction: 'member',
  beginSecondFactorAction: 'member',
  confirmSecondFactorAction: 'member',
  renewRecoveryCodesAction: 'member',
  turnOffSecondFactorAction: 'member',
  choosePasswordAction: 'staff',
  beginStaffSecondFactorAction: 'staff',
  confirmStaffSecondFactorAction: 'staff',
  createApiKeyAction: 'member',
  readImpactAction: 'member',
  revokeApiKeyAction: 'member',
  changeScopesAction: 'member',
  disableApiKeyAction: 'member',
  enableApiKeyAction: 'member',
  renameApiKeyAction: 'member',
  replaceSigningSecretAction: 'member',
  retireSecretAction: 'member',
  rotateApiKeyAction: 'member',
  setAllowlistAction: 'member',
  setContactEmailAction: 'member',
  setExpiryAction: 'member',
  setLimitsAction: 'member',
  setRateLimitAction: 'member',
  setSigningAction: 'member',
  setWorkspaceAllowlistAction: 'member',
  setSupportAccessAction: 'member',
  answerRequestAction: 'member',
  endVisitAction: 'member',
};

const manifestSchema = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/** The actions that the build knows: id, name, and a page that it can be posted to. */
async function builtActions() {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile('.next/server/server-reference-manifest.json', 'utf8')),
  );
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => {
    const [page = ''] = Object.keys(workers);
    return { id, name: exportedName, path: page.replace(/^app|\/\([^)]*\)|\/page$/g, '') };
  });
}

test('every server action of the build is listed here', async () => {
  const names = (await builtActions()).map(({ name }) => name);
  expect([...new Set(names)].sort()).toEqual(Object.keys(CALLERS).sort());
});

interface BuiltAction {
  id: string;
  path: string;
}

/** What an action answers to an empty object: the code of its refusal, or the status when it says nothing. */
async function answerTo(
  request: APIRequestContext,
  { id, path }: BuiltAction,
  headers: Record<string, string>,
): Promise<string> {
  const answer = await request.post(path, {
    headers: { ...headers, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
    data: '[{}]',
    maxRedirects: 0,
  });
  return /"refusal":\{"code":"(\w+)"/.exec(await answer.text())?.[1] ?? String(answer.status());
}

test('every server action refuses a missing or foreign origin, even from a member', async ({
  page,
  context,
  signIn,
}) => {
  await signIn(await makeMember());
  for (const action of await builtActions()) {
    const expected = action.name === 'signOutAction' ? '200' : 'FORBIDDEN';
    expect(await answerTo(context.request, action, {}), action.name).toBe(expected);
    const foreign = { origin: 'https://evil.example' };
    // Next refuses a foreign origin before the action could.
    expect(await answerTo(context.request, action, foreign), action.name).toBe('500');
    const disguised = { ...foreign, 'x-forwarded-host': 'evil.example' };
    expect(await answerTo(context.request, action, disguised), action.name).toBe('500');
    const embedded = { 'sec-fetch-site': 'cross-site' };
    expect(await answerTo(context.request, action, embedded), action.name).toBe(expected);
  }
  await page.goto('/settings/api-keys');
  await expect(page, 'nobody has signed the member out').toHaveURL(/\/settings\/api-keys$/);
});

test('every server action for members and staff refuses a visitor', async ({ request, server }) => {
  for (const action of await builtActions()) {
    const answer = await answerTo(request, action, { origin: server.url });
    if (CALLERS[action.name] !== 'visitor') expect(answer, action.name).toBe('UNAUTHENTICATED');
    else if (action.name !== 'signOutAction') expect(answer, action.name).toMatch(/^INVALID_(REQUEST|LINK)$/);
  }
});

test('every server action for members parses by itself what a member sends', async ({
  context,
  signIn,
  server,
}) => {
  await signIn(await makeMember());
  for (const action of await builtActions()) {
    if (CALLERS[action.name] !== 'member') continue;
    const answer = await answerTo(context.request, action, { origin: server.url });
    expect(['INVALID_REQUEST', 'CONFLICT'], action.name).toContain(answer);
  }
});
