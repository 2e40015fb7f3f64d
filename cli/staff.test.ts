import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { signIn } from '@/lib/domain/users/sign-in';
import { makeEmail, makeGuest } from '@/lib/testing/factories/accounts';
import { runProgram } from '@/lib/testing/servers/program';

const staff = (...args: string[]) => runProgram('cli/staff.ts', args);

function printedPassword(output: string): string {
  return /^ {2}(\w{20})$/m.exec(output)?.[1] ?? '';
}

it('creates a staff account, changes its role, resets its password, and disables it', {
  timeout: 60_000,
}, async () => {
  const email = makeEmail();
  const at = ['--email', email];
  const created = await staff('create', ...at, '--name', 'Grace', '--role', 'support', '--team', 'Care');
  expect(created).toEqual({
    code: 0,
    output: expect.stringContaining('Created the staff account of Grace.'),
  });
  const first = printedPassword(created.output);

  expect(await staff('role', ...at, '--role', 'lead')).toEqual({
    code: 0,
    output: 'Grace now has the role lead.\n',
  });

  const second = printedPassword((await staff('reset', ...at)).output);
  expect((await signIn(makeGuest(), { email, password: first })).ok).toBe(false);
  expect((await signIn(makeGuest(), { email, password: second })).ok).toBe(true);

  expect(await staff('disable', ...at)).toEqual({
    code: 0,
    output: 'Grace can no longer sign in. Sessions ended: 1.\n',
  });
  expect(await db().user.findFirstOrThrow({ where: { email } })).toMatchObject({
    kind: 'staff',
    name: 'Grace',
    team: 'Care',
    staffRole: null,
    disabledAt: expect.any(Date),
  });
});

it.each([
  { args: [], output: /^Usage:/ },
  { args: ['toString'], output: /^Usage:/ },
  { args: ['create', '--nick', 'x'], output: /--nick(.|\n)+Usage:/ },
  {
    args: ['create', '--email', 'grace'],
    output: /^Enter an email address like(.|\n)+Enter a name\.\nChoose one/,
  },
  { args: ['role', '--email', 'a@b.test', '--role', 'owner'], output: /^Choose one of the roles/ },
  { args: ['disable', '--email', 'nobody@b.test'], output: /^Nobody with the address nobody@b\.test/ },
])('says what is wrong with $args', async ({ args, output }) => {
  expect(await staff(...args)).toEqual({ code: 1, output: expect.stringMatching(output) });
});
