import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { answerTo, builtActions, CALLERS, SIGN_IN } from './built-actions';

/** Actions that end the session and redirect. They have no refusal. */
const ENDS_SESSION = ['signOutAction', 'switchAccountAction'];

/** Actions of the welcome page. */
const BEFORE_READY = [
  'choosePasswordAction',
  'beginStaffSecondFactorAction',
  'confirmStaffSecondFactorAction',
];

test('every server action of the build is listed here', async () => {
  const names = (await builtActions()).map(({ name }) => name);
  expect([...new Set(names)].sort()).toEqual(Object.keys(CALLERS).sort());
});

test('every server action refuses a missing or foreign origin, even from a member', async ({
  page,
  context,
  signIn,
}) => {
  await signIn(await makeMember());
  for (const action of await builtActions()) {
    const expected = ENDS_SESSION.includes(action.name) ? '200' : 'FORBIDDEN';
    expect(await answerTo(context.request, action, {}), action.name).toBe(expected);
    const foreign = { origin: 'https://evil.example' };
    // A foreign origin is refused before the action runs.
    expect(await answerTo(context.request, action, foreign), action.name).toBe('403');
    const disguised = { ...foreign, 'x-forwarded-host': 'evil.example' };
    expect(await answerTo(context.request, action, disguised), action.name).toBe('403');
    const embedded = { 'sec-fetch-site': 'cross-site' };
    expect(await answerTo(context.request, action, embedded), action.name).toBe(expected);
  }
  await page.goto('/settings/api-keys');
  await expect(page, 'nobody has signed the member out').toHaveURL(/\/settings\/api-keys$/);
});

test('every server action for members and staff redirects a guest to the sign-in page', async ({
  request,
  server,
}) => {
  for (const action of await builtActions()) {
    const answer = await answerTo(request, action, { origin: server.url });
    const redirectsToSignIn = CALLERS[action.name] !== 'guest' || ENDS_SESSION.includes(action.name);
    if (redirectsToSignIn) expect(answer, action.name).toBe(SIGN_IN);
    else expect(answer, action.name).toMatch(/^INVALID_(REQUEST|LINK)$/);
  }
});

test('an action that arrives on the sign-in page still leads back to the page that follows it', async ({
  request,
  server,
}) => {
  const action = (await builtActions()).find(({ name }) => name === 'beginSecondFactorAction');
  const answer = await request.post('/login?next=%2Fsettings%2Fsecurity', {
    headers: {
      origin: server.url,
      'next-action': action?.id ?? '',
      'content-type': 'text/plain;charset=UTF-8',
    },
    data: '[{}]',
    maxRedirects: 0,
  });
  expect(answer.headers()['x-action-redirect']).toMatch(/^\/login\?next=%2Fsettings%2Fsecurity(;|$)/);
});

test('every server action for members validates its input', async ({ context, signIn, server }) => {
  await signIn(await makeMember());
  for (const action of await builtActions()) {
    if (CALLERS[action.name] !== 'member') continue;
    const answer = await answerTo(context.request, action, { origin: server.url });
    expect(['INVALID_REQUEST', 'INVALID_LINK', 'CONFLICT'], action.name).toContain(answer);
  }
});

test('every server action for staff refuses a member, and staff who are not ready', async ({
  context,
  signIn,
  server,
}) => {
  const forStaff = (await builtActions()).filter(({ name }) => CALLERS[name] === 'staff');
  await signIn(await makeMember());
  for (const action of forStaff) {
    const answer = await answerTo(context.request, action, { origin: server.url });
    expect(answer, action.name).toBe(SIGN_IN);
  }
  const newcomer = await makeStaff();
  await db().session.update({ where: { id: newcomer.sessionId }, data: { secondFactorAt: null } });
  await signIn(newcomer);
  for (const action of forStaff) {
    const answer = await answerTo(context.request, action, { origin: server.url });
    const expected = BEFORE_READY.includes(action.name) ? /^(INVALID_REQUEST|200)$/ : /^FORBIDDEN$/;
    expect(answer, action.name).toMatch(expected);
  }
});

test('every server action for staff validates its input', async ({ context, signIn, server }) => {
  await signIn(await makeStaff());
  for (const action of await builtActions()) {
    if (CALLERS[action.name] !== 'staff' || BEFORE_READY.includes(action.name)) continue;
    const answer = await answerTo(context.request, action, { origin: server.url });
    expect(answer, action.name).toBe('INVALID_REQUEST');
  }
});
