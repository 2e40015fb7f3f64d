import { startPaymentAction } from '@/app/(portal)/balance/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import type { DialogProps } from '@/components/forms/use-dialogs';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { leaveFor } from '@/components/use-leave-guard';
import { startPaymentSchema } from '@/lib/domain/payments/schema';

interface AddMoneyDialogProps extends DialogProps {
  /** ISO 4217. */
  currency: string;
}

/** Asks for an amount, and opens the page of Stripe where it is paid. */
export function AddMoneyDialog({ currency, draft, onClose }: AddMoneyDialogProps) {
  const { form, state } = useActionForm({
    schema: startPaymentSchema,
    values: { amount: '' },
    fields: ['amount'],
    draft,
    submit: startPaymentAction,
    onDone: ({ url }) => leaveFor(url),
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Add money"
      description="You pay on a page of Stripe. The live balance grows when the payment has arrived."
      action="Continue to payment"
      {...state}
      onClose={onClose}
    >
      <Field label={`Amount (${currency})`} hint="Such as 25 or 12.50." error={errors.amount?.message}>
        <Input inputMode="decimal" autoComplete="off" className="tabular-nums" {...form.register('amount')} />
      </Field>
    </FormDialog>
  );
}
