import { CURRENCY_UNIT, MONEY_DECIMALS, type Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';

function currencyFormat(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: MONEY_DECIMALS });
}

/** How many decimals amounts of a currency usually have: 2 for EUR, 0 for JPY. */
export function usualDecimals(currency: string): number {
  return currencyFormat(currency).resolvedOptions().minimumFractionDigits ?? 0;
}

/** An amount as a decimal number of currency units, with at least `minDecimals` and at most six decimals: “0.0350”. */
export function toDecimal(amount: bigint, minDecimals: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(MONEY_DECIMALS + 1, '0');
  const whole = digits.slice(0, -MONEY_DECIMALS);
  const decimals = digits.slice(-MONEY_DECIMALS).replace(/0+$/, '').padEnd(minDecimals, '0');
  return `${amount < 0n ? '-' : ''}${whole}${decimals && `.${decimals}`}`;
}

/**
 * A decimal number of currency units as people write it, with the currency's usual decimals and more where it has them:
 * “€12.50”, “€0.035”. Exact, because the number stays a string.
 */
export function formatDecimal(decimal: string, currency: string): string {
  return currencyFormat(currency).format(decimal as Intl.StringNumericLiteral);
}

/** Money as people write it: “€12.50”, “€0.035”. */
export function formatMoney({ amount, currency }: Money): string {
  return formatDecimal(toDecimal(amount, 0), currency);
}

/** A decimal number with at least the currency's usual decimals, as a text field shows it: “12.5” EUR becomes “12.50”. */
export function withUsualDecimals(decimal: string, currency: string): string {
  const read = readDecimal(decimal);
  return read.ok ? toDecimal(read.value, usualDecimals(currency)) : decimal;
}

/** How many decimals an amount has at least in the audit log and in price lists. */
export const RECORDED_DECIMALS = 4;

export const ENTER_AMOUNT = 'Enter an amount such as 25.00.';

const DECIMAL = /^(\d+)(?:[.,](\d+))?$/;
const MAX_WHOLE_DIGITS = 12;
const MAX_LENGTH = 40;
/** “1,500” is one and a half for some people and fifteen hundred for others. */
const THOUSANDS = /^[1-9]\d{0,2},\d{3}$/;

/**
 * Reads an amount that a person wrote as a decimal number of currency units, such as `25`, `0.035` or `12,50`, in
 * millionths. Exact: nothing is rounded. Refuses with INVALID_REQUEST.
 */
export function readDecimal(text: string): Result<bigint> {
  const trimmed = text.trim();
  if (THOUSANDS.test(trimmed)) {
    return refuse('INVALID_REQUEST', 'Use a point for decimals, and nothing between thousands.');
  }
  const [, digits, decimals = ''] = trimmed.length <= MAX_LENGTH ? (DECIMAL.exec(trimmed) ?? []) : [];
  if (digits === undefined) return refuse('INVALID_REQUEST', ENTER_AMOUNT);
  const whole = digits.replace(/^0+/, '') || '0';
  if (whole.length > MAX_WHOLE_DIGITS) return refuse('INVALID_REQUEST', 'Enter a smaller amount.');
  if (decimals.length > MONEY_DECIMALS) {
    return refuse('INVALID_REQUEST', `Use at most ${MONEY_DECIMALS} decimals.`);
  }
  return ok(BigInt(whole) * CURRENCY_UNIT + BigInt(decimals.padEnd(MONEY_DECIMALS, '0')));
}
