import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { CountryPicker } from '@/app/(portal)/settings/api-keys/[keyId]/_components/limits/country-picker';
import { SendersField } from '@/app/(portal)/settings/api-keys/[keyId]/_components/limits/senders-field';
import { SpendField } from '@/app/(portal)/settings/api-keys/[keyId]/_components/limits/spend-field';
import { rehearseCountriesAction, setLimitsAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { CountryRehearsalNote } from '@/components/rehearsals/country-rehearsal';
import { LabelConfirmation } from '@/components/rehearsals/label-confirmation';
import { useRehearsal } from '@/components/rehearsals/use-rehearsal';
import { toast } from '@/components/ui/toast';
import { setLimitsSchema } from '@/lib/domain/key-settings/schema';
import { say } from '@/lib/say';

function withAdded(values: string[], added: string | undefined): string[] {
  return added === undefined || values.includes(added) ? values : [...values, added];
}

/** Changes the limits that reduce the damage if the key leaks. */
export function LimitsDialog({ apiKey, suggestion, draft, onClose }: EditorProps) {
  const { limits, currency } = apiKey;
  const { form, state } = useActionForm({
    schema: setLimitsSchema,
    values: {
      keyId: apiKey.id,
      limits: {
        ...limits,
        countries: withAdded(limits.countries, suggestion?.country),
        senders: withAdded(limits.senders, suggestion?.sender),
      },
      from: limits,
    },
    fields: ['limits.spendPerDay', 'limits.spendPerMonth', 'confirmation'],
    draft,
    notInDraft: ['confirmation'],
    submit: setLimitsAction,
    onDone() {
      onClose();
      toast.success('Limits saved');
    },
  });
  const { errors, isSubmitted } = form.formState;
  const change = { shouldDirty: true, shouldValidate: isSubmitted };
  const { spendPerDay = null, spendPerMonth = null, countries = [], senders = [] } = form.watch('limits');
  const rehearsal = useRehearsal(rehearseCountriesAction, { keyId: apiKey.id, countries });
  return (
    <FormDialog
      title="Change limits"
      description={say`Limit the damage if this key leaks. Calls over a limit are rejected.`}
      size="medium"
      {...state}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SpendField
          label="Spend per day"
          currency={currency}
          value={spendPerDay}
          onChange={(text) => form.setValue('limits.spendPerDay', text, change)}
          error={errors.limits?.spendPerDay?.message}
        />
        <SpendField
          label="Spend per month"
          currency={currency}
          value={spendPerMonth}
          onChange={(text) => form.setValue('limits.spendPerMonth', text, change)}
          error={errors.limits?.spendPerMonth?.message}
        />
      </div>
      <CountryPicker
        value={countries}
        onChange={(picked) => form.setValue('limits.countries', picked, change)}
      />
      <CountryRehearsalNote rehearsal={rehearsal} />
      <SendersField
        value={senders}
        onChange={(written) => form.setValue('limits.senders', written, change)}
        errors={errors.limits?.senders}
      />
      <LabelConfirmation
        label={apiKey.label}
        rehearsal={rehearsal}
        error={errors.confirmation?.message}
        field={form.register('confirmation')}
      />
    </FormDialog>
  );
}
