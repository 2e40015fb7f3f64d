import { SYSTEM } from '@/lib/domain/actor';
import { removeSecondFactor } from '@/lib/domain/second-factor/remove';
import { granted, main, OperatorError } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

const USAGE = `Usage: npm run second-factor -- remove <workspace id> <email address>

For a member who has lost both the authenticator app and the recovery codes. Check who is asking first: afterwards, the
password alone is enough to sign in.`;

await main(async () => {
  const [command, workspace, email, ...rest] = process.argv.slice(2);
  if (command !== 'remove' || !workspace || !email || rest.length > 0) throw new OperatorError(USAGE);
  await withDatabase(async () => {
    const { name } = granted(await removeSecondFactor(SYSTEM, { workspace, email }));
    console.log(`Removed the second factor of ${name}, who will get an email about it.`);
  });
});
