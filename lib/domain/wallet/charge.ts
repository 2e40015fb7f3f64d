import type { ChargeKind } from '@/lib/db/generated/enums';

/** Something that a workspace pays for. The ledger accepts one debit and at most one refund for each. */
export interface Charge {
  kind: ChargeKind;
  /** The id of what is paid for, such as a message. */
  reference: string;
  /** In millionths of the currency unit; 0 or more. */
  amount: bigint;
}

/** The sum of charges, in millionths of the currency unit. */
export function totalOf(charges: readonly Charge[]): bigint {
  return charges.reduce((sum, { amount }) => sum + amount, 0n);
}
