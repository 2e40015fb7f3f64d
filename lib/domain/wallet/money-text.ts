function digitsOf(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** An amount in the smallest unit of a currency, as people write it: 1250 → “€12.50”. */
export function formatMoney(amount: number, currency: string): string {
  return (amount / 10 ** digitsOf(currency)).toLocaleString('en', { style: 'currency', currency });
}

/** The same for a field that takes a number: 1250 → “12.50”. */
export function toMoneyText(amount: number | null, currency: string): string {
  return amount === null ? '' : (amount / 10 ** digitsOf(currency)).toFixed(digitsOf(currency));
}

/** What a field says in the smallest unit; null when it says nothing, NaN when that is no amount of the currency. */
export function parseMoneyText(text: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  const [, whole = '', fraction = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(trimmed) ?? [];
  if (whole === '' || fraction.length > digits) return Number.NaN;
  return Number(whole + fraction.padEnd(digits, '0'));
}
