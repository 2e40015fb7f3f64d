import { parseArgs } from 'node:util';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createStaff } from '@/lib/domain/staff/create';
import { resetStaff } from '@/lib/domain/staff/reset';
import { granted, main, OperatorError } from '@/lib/operator-error';
import { currentProfile } from '@/lib/profiles/current';
import { withDatabase } from '@/lib/with-database';
import { createKeys } from './demonstration/keys';
import { createManyKeys } from './demonstration/many-keys';
import { createTenant, findTenant, makePassword, type SignIn } from './demonstration/people';
import { SUPPORT } from './demonstration/plan';

/** How many keys the first customer has with `--large`. */
const MANY = 10_000;

function readLarge(): boolean {
  try {
    return parseArgs({ options: { large: { type: 'boolean', default: false } } }).values.large;
  } catch (error) {
    if (error instanceof TypeError) throw new OperatorError(`${error.message}\n\nnpm run seed [-- --large]`);
    throw error;
  }
}

/** Gives the first customer many keys, unless it has them. */
async function enlarge(): Promise<void> {
  const profile = currentProfile();
  const [domain = ''] = Object.keys(profile.demonstration.customers);
  const members = await findTenant(domain);
  const existing = await db().apiKey.count({ where: { workspaceId: members.owner.workspaceId } });
  if (existing >= MANY) return;
  console.log(`Adding keys and 30 days of calls to the workspace of ${domain}. This takes up to a minute.`);
  await createManyKeys(profile, members, MANY - existing);
}

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

await main(() => {
  const isLarge = readLarge();
  return withDatabase(async ({ signIn }) => {
    const existing = await db().user.count({ where: { email: SUPPORT.email, kind: 'staff' } });
    const signIns = existing > 0 ? await renewPasswords() : await create();
    if (isLarge) await enlarge();
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
  });
});
