import { SYSTEM } from '@/lib/domain/actor';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { creditWorkspace } from '@/lib/domain/workspaces/credit';
import { explain, main, OperatorError } from '@/lib/operator-error';
import { withDatabase } from '@/lib/with-database';

const USAGE = 'Usage: npm run credit -- <workspace id> <amount, such as 25.00>';

await main(async () => {
  const [workspaceId, amount, ...rest] = process.argv.slice(2);
  if (workspaceId === undefined || amount === undefined || rest.length > 0) throw new OperatorError(USAGE);
  await withDatabase(async () => {
    const result = await creditWorkspace(SYSTEM, { workspaceId, amount });
    if (!result.ok) throw new OperatorError(`${explain(result.refusal)} No money was added.`);
    const { workspace, booked, balance } = result.value;
    console.log(
      `Added ${formatMoney(booked)} to “${workspace}”. Its live balance is now ${formatMoney(balance)}.`,
    );
  });
});
