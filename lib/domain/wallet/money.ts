/** An amount in millionths of the currency unit (ISO 4217): 1_500_000 EUR is one euro fifty. */
export interface Money {
  amount: bigint;
  currency: string;
}

/** How many decimals of the currency unit an amount has. */
export const MONEY_DECIMALS = 6;

/** One currency unit, such as one euro, as an amount. */
export const CURRENCY_UNIT = 10n ** BigInt(MONEY_DECIMALS);
