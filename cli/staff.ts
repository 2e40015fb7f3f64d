import { parseArgs } from 'node:util';
import { SYSTEM } from '@/lib/domain/actor';
import { changeStaffRole } from '@/lib/domain/staff/change-role';
import { createStaff } from '@/lib/domain/staff/create';
import { disableStaff } from '@/lib/domain/staff/disable';
import { resetStaff } from '@/lib/domain/staff/reset';
import { granted, main, OperatorError } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

const USAGE = `Usage:
  npm run staff -- create  --email <address> --name <name> --role <role> --team <team>
  npm run staff -- role    --email <address> --role <role>
  npm run staff -- reset   --email <address>
  npm run staff -- disable --email <address>

Roles: support (views workspaces as their members), lead (also ends other agents' sessions), operator (reads the console).
reset creates a new one-time password for a person who lost the password or the authenticator app.`;

function firstSignIn(signIn: string, email: string, password: string): string {
  return `Sign in ${signIn} with ${email} and this password. It works once, within 24 hours:

  ${password}

The new staff member sets up their own password and a second factor there.`;
}

type Values = Record<string, string | undefined>;
type Command = (values: Values, signIn: string) => Promise<string>;

const COMMANDS = new Map<string, Command>(
  Object.entries({
    async create(values: Values, signIn: string) {
      const { email, password } = granted(await createStaff(SYSTEM, values));
      return `Created the staff account of ${values.name}. ${firstSignIn(signIn, email, password)}`;
    },
    async role(values: Values) {
      const { name } = granted(await changeStaffRole(SYSTEM, values));
      return `${name} now has the role ${values.role}.`;
    },
    async reset(values: Values, signIn: string) {
      const { email, password } = granted(await resetStaff(SYSTEM, values));
      return `Removed the old password and second factor. ${firstSignIn(signIn, email, password)}`;
    },
    async disable(values: Values) {
      const { name, sessionsEnded } = granted(await disableStaff(SYSTEM, values));
      return `${name} can no longer sign in. Sessions ended: ${sessionsEnded}.`;
    },
  }),
);

function readArguments(): { run: Command; values: Values } {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      options: { email: text, name: text, role: text, team: text },
      allowPositionals: true,
    });
    const run = COMMANDS.get(positionals[0] ?? '');
    if (run && positionals.length === 1) return { run, values };
  } catch (error) {
    if (error instanceof TypeError) throw new OperatorError(`${error.message}\n\n${USAGE}`);
    throw error;
  }
  throw new OperatorError(USAGE);
}

await main(async () => {
  const { run, values } = readArguments();
  await withDatabase(async ({ signIn }) => console.log(await run({ ...values }, signIn)));
});
