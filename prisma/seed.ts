import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createStaff } from '@/lib/domain/staff/create';
import { resetStaff } from '@/lib/domain/staff/reset';
import { granted, main } from '@/lib/operator-error';
import { currentProfile } from '@/lib/profiles/current';
import { withDatabase } from '@/lib/with-database';
import { createKeys } from './demonstration/keys';
import { createTenant, makePassword, type SignIn } from './demonstration/people';
import { SUPPORT } from './demonstration/plan';

async function create(): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  const profile = currentProfile();
  for (const [domain, name] of Object.entries(profile.demonstration.customers)) {
    const tenant = await createTenant(name, domain);
    await createKeys(profile, tenant.members);
    signIns.push(...tenant.signIns);
  }
  // Last, because the next run takes this account as a sign that the data is complete.
  return [...signIns, granted(await createStaff(SYSTEM, SUPPORT))];
}

/** Gives everyone a new password, because the ones of an earlier run cannot be shown again. */
async function renewPasswords(): Promise<SignIn[]> {
  const users = await db().user.findMany({
    // Nobody can own a domain under .example.
    where: { kind: 'member', emailVerifiedAt: { not: null }, email: { endsWith: '.example' } },
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
    const existing = await db().user.count({ where: { email: SUPPORT.email, kind: 'staff' } });
    const signIns = existing > 0 ? await renewPasswords() : await create();
    console.log(
      existing > 0
        ? 'The demonstration data already exists. These are new passwords, shown only once:'
        : 'Added demonstration data. These are the passwords, shown only once:',
    );
    console.table(signIns.map(({ email, password }) => ({ email, password })));
    console.log(
      `The password of ${SUPPORT.email} works once, within 24 hours. You choose a new one after signing in.`,
    );
    console.log(`Sign in ${signIn}.`);
  }),
);
