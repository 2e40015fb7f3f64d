import { SYSTEM } from '@/lib/domain/actor';
import { removeSecondFactor } from '@/lib/domain/second-factor/remove';
import { granted, main, OperatorError } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

const USAGE = `Usage: npm run second-factor -- remove <workspace id> <e-mail address>

For a member who has lost both the authenticator app and the recovery codes. Make sure first that it is them: from
then on, their password alone signs them in.`;

await main(async () => {
  const [command, workspace, email, ...rest] = process.argv.slice(2);
  if (command !== 'remove' || !workspace || !email || rest.length > 0) throw new OperatorError(USAGE);
  await withDatabase(async () => {
    const { name } = granted(await removeSecondFactor(SYSTEM, { workspace, email }));
    console.log(`The second factor of ${name} is gone, and they were told so by mail.`);
  });
});
