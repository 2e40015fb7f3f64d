import { db } from '@/lib/db/client';
import type { PaymentStatus } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { paymentSchema } from '@/lib/domain/payments/schema';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result, refuse } from '@/lib/errors';

export interface PaymentView {
  id: string;
  amount: Money;
  status: PaymentStatus;
  /** The name of who started it; null if that account was deleted. */
  payer: string | null;
  /** Where the payer pays; null once that is over, and for everyone else. */
  checkoutUrl: string | null;
  createdAt: Date;
  finalizedAt: Date | null;
  /** How much of it was taken back from the balance. */
  takenBack: Money;
}

/** A payment to the balance of the actor's workspace. Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOUND. */
export async function readPayment(actor: Actor, input: unknown): Promise<Result<PaymentView>> {
  const parsed = parse(paymentSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'payments/read');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const payment = await db().payment.findFirst({
    where: { id: parsed.value.paymentId, workspaceId: member.workspaceId },
    select: {
      id: true,
      amount: true,
      currency: true,
      status: true,
      userId: true,
      checkoutUrl: true,
      createdAt: true,
      finalizedAt: true,
      user: { select: { name: true } },
      reversals: { where: { returnedAt: null }, select: { taken: true } },
    },
  });
  if (!payment) return refuse('NOT_FOUND', 'There is no such payment.');
  const { amount, currency, userId, user, checkoutUrl, reversals, ...rest } = payment;
  const mayPay = rest.status === 'open' && member.kind === 'member' && member.userId === userId;
  return ok({
    ...rest,
    amount: { amount, currency },
    payer: user?.name ?? null,
    checkoutUrl: mayPay ? checkoutUrl : null,
    takenBack: { amount: reversals.reduce((sum, { taken }) => sum + taken, 0n), currency },
  });
}
