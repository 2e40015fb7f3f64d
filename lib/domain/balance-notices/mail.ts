import type { Money } from '@/lib/domain/wallet/money';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { appUrl } from '@/lib/env';

export interface LowBalance {
  workspaceId: string;
  workspaceName: string;
  balance: Money;
  threshold: Money;
}

/**
 * The warning that the live balance is low. It contains the name of the workspace and the amounts only if the address is
 * `proven`: a contact address may belong to anyone.
 */
export function lowBalanceMail(
  { workspaceId, workspaceName, balance, threshold }: LowBalance,
  proven: boolean,
) {
  const what = proven
    ? `the balance of the workspace ${workspaceName} is below ${formatMoney(threshold)}: it is ${formatMoney(balance)}.`
    : 'the balance of a workspace that has this contact address is low.';
  return {
    subject: proven ? `The balance of ${workspaceName} is low` : 'The balance of your workspace is low',
    text: `Hello,

${what}
Live messages are rejected when the balance does not cover them. Add money, or choose another limit for this warning:

${appUrl()}/balance?workspace=${workspaceId}
`,
  };
}
