import { MONEY_DECIMALS } from '@/lib/domain/wallet/money';
import { usualDecimals } from '@/lib/domain/wallet/money-text';

/** The currencies that Stripe counts in whole units (https://docs.stripe.com/currencies). */
const WITHOUT_DECIMALS = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const WITH_THREE_DECIMALS = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** How many decimals Stripe's integers have: two for UGX and ISK, too, although nobody pays a hundredth of them. */
function stripeDecimals(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  return WITH_THREE_DECIMALS.has(currency) ? 3 : 2;
}

/** How many decimals of a currency can be paid: what people use, and Stripe takes no thousandths. */
export function paidDecimals(currency: string): number {
  return Math.min(usualDecimals(currency), 2);
}

const unit = (currency: string) => 10n ** BigInt(MONEY_DECIMALS - stripeDecimals(currency));

/**
 * An amount in millionths as Stripe counts it.
 * @throws RangeError if it has more decimals than Stripe counts
 */
export function toMinorUnits(amount: bigint, currency: string): number {
  if (amount % unit(currency) !== 0n) throw new RangeError(`Stripe does not count ${amount} ${currency}.`);
  return Number(amount / unit(currency));
}

/** An amount as Stripe counts it in millionths. */
export function fromMinorUnits(amount: number, currency: string): bigint {
  return BigInt(amount) * unit(currency);
}
