import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';

const paymentColumns = {
  id: true,
  workspaceId: true,
  amount: true,
  currency: true,
  status: true,
  sessionId: true,
  user: { select: { email: true, emailVerifiedAt: true } },
} satisfies Prisma.PaymentSelect;

/** Locks the payment that Stripe reports about, and reads it; null if there is none. */
export async function lockPayment(
  tx: Transaction,
  where: { id: string } | { intentId: string },
): Promise<Prisma.PaymentGetPayload<{ select: typeof paymentColumns }> | null> {
  const found = await tx.payment.findFirst({ where, select: { id: true } });
  if (!found) return null;
  await tx.$queryRaw`SELECT 1 FROM payments WHERE id = ${found.id} FOR UPDATE`;
  return tx.payment.findFirst({ where: { id: found.id }, select: paymentColumns });
}
