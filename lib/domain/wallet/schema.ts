import { z } from 'zod';
import { ENTER_AMOUNT, readDecimal, toDecimal } from '@/lib/domain/wallet/money-text';

/** An amount that a person writes as a decimal number of currency units, in millionths. */
export const decimalAmount = z.string(ENTER_AMOUNT).transform((text, context) => {
  const read = readDecimal(text);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.refusal.message, input: text });
  return z.NEVER;
});

/**
 * An amount in the workspace's currency, as a decimal number without trailing zeros, such as “12.5”; null: no limit. It
 * is a string, so that forms and the audit log keep it exact.
 */
export const amountLimit = z
  .string(ENTER_AMOUNT)
  .transform((text, context) => {
    if (text.trim() === '') return null;
    const read = readDecimal(text);
    if (read.ok) return toDecimal(read.value, 0);
    context.addIssue({ code: 'custom', message: read.refusal.message, input: text });
    return z.NEVER;
  })
  .nullable();
