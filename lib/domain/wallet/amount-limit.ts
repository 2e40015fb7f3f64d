import { readDecimal, toDecimal } from '@/lib/domain/wallet/money-text';

/** A stored limit as forms need it: a decimal number of currency units; null: no limit. */
export function decimalLimit(amount: bigint | null): string | null {
  return amount === null ? null : toDecimal(amount, 0);
}

/**
 * A limit as the database has it: in millionths of the currency unit.
 * @param decimal as the schema `amountLimit` returned it
 * @throws RangeError if it was not checked by that schema
 */
export function storedLimit(decimal: string | null): bigint | null {
  if (decimal === null) return null;
  const read = readDecimal(decimal);
  if (!read.ok) throw new RangeError(`${decimal} was not checked by the schema of limits.`);
  return read.value;
}
