import { clsx } from 'clsx';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { describePayment } from '@/app/(portal)/balance/payments/[paymentId]/describe-payment';
import { Breadcrumb } from '@/components/breadcrumb';
import { LocalDate } from '@/components/local-date';
import { RefreshEvery } from '@/components/refresh-every';
import { Alert } from '@/components/ui/alert';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { requireActor } from '@/lib/auth/actor';
import { MINUTE, SECOND } from '@/lib/clock';
import type { PaymentStatus } from '@/lib/db/generated/enums';
import { readPayment } from '@/lib/domain/payments/read';
import { formatMoney } from '@/lib/domain/wallet/money-text';

export const metadata: Metadata = { title: 'Payment' };

/** An event of Stripe arrives some seconds after a payment, and days later if a bank needs them. */
const REFRESH_MS: Partial<Record<PaymentStatus, number>> = { open: 3 * SECOND, processing: MINUTE };

export default async function PaymentPage({ params }: { params: Promise<{ paymentId: string }> }) {
  const actor = await requireActor();
  const { paymentId } = await params;
  const read = await readPayment(actor, { paymentId });
  if (!read.ok) notFound();
  const { id, amount, status, payer, checkoutUrl, createdAt, takenBack } = read.value;
  const { tone, title, text } = describePayment(status);
  const refreshMs = REFRESH_MS[status];
  return (
    <div className="max-w-3xl space-y-5">
      <div className="space-y-2">
        <Breadcrumb href="/balance" parent="Balance" current="Payment" />
        <h1 className="font-semibold text-xl leading-8 tracking-tight">{`Payment of ${formatMoney(amount)}`}</h1>
      </div>
      <Alert tone={tone} role="status" title={title}>
        {text}
      </Alert>
      {refreshMs !== undefined && <RefreshEvery intervalMs={refreshMs} />}
      <Card className="px-4 py-4 sm:px-5">
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          <Fact name="Payment id" isCode>
            {id}
          </Fact>
          <Fact name="Started">
            <LocalDate date={createdAt} withTime />
          </Fact>
          <Fact name="Started by">{payer ?? 'a deleted account'}</Fact>
          {takenBack.amount > 0n && <Fact name="Taken back from the balance">{formatMoney(takenBack)}</Fact>}
        </dl>
      </Card>
      <div className="flex flex-wrap gap-2">
        {checkoutUrl && (
          <a href={checkoutUrl} className={buttonClass({ variant: 'primary' })}>
            Continue to payment
          </a>
        )}
        <Link prefetch={false} href="/balance" className={buttonClass()}>
          Back to the balance
        </Link>
      </div>
    </div>
  );
}

function Fact({ name, isCode = false, children }: { name: string; isCode?: boolean; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-muted text-xs">{name}</dt>
      <dd className={clsx('wrap-anywhere', isCode && 'font-mono text-[0.8125rem]')}>{children}</dd>
    </div>
  );
}
