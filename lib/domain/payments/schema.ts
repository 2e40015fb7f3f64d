import { z } from 'zod';
import { id } from '@/lib/domain/text/id';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { ENTER_AMOUNT, readDecimal, toDecimal } from '@/lib/domain/wallet/money-text';

/** In currency units. Stripe takes no payments of a few cents, and at most eight digits. */
const SMALLEST = 1n;
const LARGEST = 999_999n;

/** What a member pays, as a decimal number of currency units. It stays a string, so that forms keep it exact. */
const amount = z.string(ENTER_AMOUNT).transform((text, context) => {
  const read = readDecimal(text);
  const problem = read.ok ? sizeProblem(read.value) : read.refusal.message;
  if (read.ok && problem === undefined) return toDecimal(read.value, 0);
  context.addIssue({ code: 'custom', message: problem ?? ENTER_AMOUNT, input: text });
  return z.NEVER;
});

function sizeProblem(value: bigint): string | undefined {
  if (value < SMALLEST * CURRENCY_UNIT) return `Enter ${SMALLEST} or more.`;
  return value > LARGEST * CURRENCY_UNIT ? `Enter ${LARGEST} or less.` : undefined;
}

export const startPaymentSchema = z.strictObject({ amount });

export const paymentSchema = z.strictObject({ paymentId: id('pay', 'payment') });

/**
 * What is needed of an event: which object at Stripe has changed. Its state is always read from Stripe, because events
 * arrive late, twice and in any order.
 */
export const stripeEventSchema = z.object({
  type: z.string(),
  // Some objects, such as a balance, have no id.
  data: z.object({ object: z.object({ id: z.string().optional(), object: z.string() }) }),
});
