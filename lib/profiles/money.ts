import { toDecimal } from '@/lib/domain/wallet/money-text';

/** How a provider writes amounts of money. */
export interface MoneyFormat {
  /** Of new workspaces (ISO 4217). */
  currency: string;
  /** How many decimals an amount in a string has at least; it has up to six if it needs them. */
  minDecimals: number;
  as: 'string' | 'number';
}

/**
 * An amount as the provider writes it, in currency units.
 * @param amount in millionths of the currency unit
 */
export function writeAmount(format: MoneyFormat & { as: 'string' }, amount: bigint): string;
export function writeAmount(format: MoneyFormat & { as: 'number' }, amount: bigint): number;
export function writeAmount({ as, minDecimals }: MoneyFormat, amount: bigint): string | number {
  return as === 'string' ? toDecimal(amount, minDecimals) : Number(toDecimal(amount, 0));
}
