import type { PaymentStatus } from '@/lib/db/generated/enums';

interface Description {
  tone: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  text: string;
}

const DESCRIPTIONS: Record<PaymentStatus, Description> = {
  open: {
    tone: 'info',
    title: 'Not paid yet',
    text: 'If you have just paid, this page changes in a few seconds.',
  },
  processing: {
    tone: 'info',
    title: 'On its way',
    text: 'The bank needs some days. The balance grows when the money has arrived.',
  },
  paid: { tone: 'success', title: 'Paid', text: 'The money was added to the live balance.' },
  failed: { tone: 'danger', title: 'Failed', text: 'Nothing was added to the balance. Start a new payment.' },
  expired: {
    tone: 'warning',
    title: 'Not completed in time',
    text: 'Nothing was charged. Start a new payment.',
  },
  mismatched: {
    tone: 'danger',
    title: 'Another amount arrived',
    text: 'Nothing was added to the balance. Contact support and tell them the payment id.',
  },
};

/** The state of a payment, for the customer. */
export function describePayment(status: PaymentStatus): Description {
  return DESCRIPTIONS[status];
}
