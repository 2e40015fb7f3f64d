import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createStaff } from '@/lib/domain/staff/create';
import { resetStaff } from '@/lib/domain/staff/reset';
import { granted, main } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';
import { createKeys } from './demonstration/keys';
import { createTenant, makePassword, type SignIn } from './demonstration/people';
import { SUPPORT, WORKSPACES } from './demonstration/plan';

async function create(): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  for (const [domain, name] of Object.entries(WORKSPACES)) {
    const tenant = await createTenant(name, domain);
    await createKeys(tenant.members);
    signIns.push(...tenant.signIns);
  }
  // Last, because it tells that the rest is there.
  return [...signIns, granted(await createStaff(SYSTEM, SUPPORT))];
}

/** Nobody can know the passwords of an earlier run again, so everyone gets a new one. */
async function renewPasswords(): Promise<SignIn[]> {
  const users = await db().user.findMany({
    where: {
      emailVerifiedAt: { not: null },
      OR: Object.keys(WORKSPACES).map((domain) => ({ email: { endsWith: `@${domain}` } })),
    },
    orderBy: { createdAt: 'asc' },
  });
  const signIns: SignIn[] = [];
  for (const { id, email } of users) {
    const { password, passwordHash } = await makePassword(email);
    await db().user.update({ where: { id }, data: { passwordHash } });
    signIns.push({ email, password });
  }
  return [...signIns, granted(await resetStaff(SYSTEM, { email: SUPPORT.email }))];
}

await main(() =>
  withDatabase(async ({ signIn }) => {
    const there = await db().user.count({ where: { email: SUPPORT.email, kind: 'staff' } });
    const signIns = there > 0 ? await renewPasswords() : await create();
    console.log(
      there > 0
        ? 'The demonstration is there already; its people got new passwords:'
        : 'The demonstration is in place. Its people, with passwords that are shown only now:',
    );
    console.table(signIns.map(({ email, password }) => ({ email, password })));
    console.log(
      `The password of ${SUPPORT.email} is good once, within 24 hours; it is replaced at the sign-in.`,
    );
    console.log(`Sign in ${signIn}.`);
  }),
);
