import type { Money } from '@/lib/domain/wallet/money';
import { formatMoney } from '@/lib/domain/wallet/money-text';
import { appUrl } from '@/lib/env';
import { say } from '@/lib/say';

export interface Receipt {
  paymentId: string;
  workspaceId: string;
  workspaceName: string;
  amount: Money;
  /** After the payment. */
  balance: Money;
  at: Date;
}

/** The receipt of a payment that was credited. */
export function receiptMail({ paymentId, workspaceId, workspaceName, amount, balance, at }: Receipt) {
  const time = at.toISOString().replace('T', ' ').slice(0, 16);
  return {
    subject: `Receipt for ${formatMoney(amount)}`,
    text: say`Hello,

your payment of ${formatMoney(amount)} was added to the live balance of the workspace ${workspaceName} on ${time} UTC.
The balance is now ${formatMoney(balance)}.

Payment: ${paymentId}
${appUrl()}/balance/payments/${paymentId}?workspace=${workspaceId}
`,
  };
}
