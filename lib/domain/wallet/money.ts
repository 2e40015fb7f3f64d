/** An amount in the smallest unit of a currency (ISO 4217): 150 EUR is one euro fifty. */
export interface Money {
  amount: bigint;
  currency: string;
}
