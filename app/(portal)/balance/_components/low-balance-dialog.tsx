import { setLowBalanceAction } from '@/app/(portal)/balance/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import type { DialogProps } from '@/components/forms/use-dialogs';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { withUsualDecimals } from '@/lib/domain/wallet/money-text';

interface LowBalanceDialogProps extends DialogProps {
  /** A decimal number of currency units; null: no limit. */
  lowBalance: string | null;
  /** ISO 4217. */
  currency: string;
}

/** Asks for the balance below which members are warned. */
export function LowBalanceDialog({ lowBalance, currency, draft, onClose }: LowBalanceDialogProps) {
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).setLowBalanceSchema,
    values: { lowBalance: lowBalance === null ? null : withUsualDecimals(lowBalance, currency) },
    fields: ['lowBalance'],
    draft,
    submit: setLowBalanceAction,
    onDone(saved) {
      onClose();
      toast.success(saved.lowBalance === null ? 'Limit removed' : 'Limit saved');
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Low balance warning"
      description="You are warned once each time the live balance falls below this limit."
      {...state}
      onClose={onClose}
    >
      <Field
        label={`Limit (${currency})`}
        hint="Leave empty for no warning."
        error={errors.lowBalance?.message}
      >
        <Input
          inputMode="decimal"
          autoComplete="off"
          className="tabular-nums"
          {...form.register('lowBalance', { setValueAs: (value: string | null) => value || null })}
        />
      </Field>
    </FormDialog>
  );
}
