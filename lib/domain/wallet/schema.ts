import { z } from 'zod';
import { ENTER_AMOUNT, readDecimal } from '@/lib/domain/wallet/money-text';

/** An amount that a person writes as a decimal number of currency units, in millionths. */
export const decimalAmount = z.string(ENTER_AMOUNT).transform((text, context) => {
  const read = readDecimal(text);
  if (read.ok) return read.amount;
  context.addIssue({ code: 'custom', message: read.problem, input: text });
  return z.NEVER;
});
