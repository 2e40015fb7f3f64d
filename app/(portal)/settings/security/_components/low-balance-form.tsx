'use client';

import { useState } from 'react';
import { setLowBalanceAction } from '@/app/(portal)/settings/security/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Control } from '@/lib/domain/permissions';
import { withUsualDecimals } from '@/lib/domain/wallet/money-text';
import { setLowBalanceSchema } from '@/lib/domain/workspaces/schema';

interface LowBalanceFormProps {
  /** A decimal number of currency units; null: no limit. */
  lowBalance: string | null;
  /** ISO 4217. */
  currency: string;
  control: Control;
}

/** The balance below which webhooks report it. */
export function LowBalanceForm({ lowBalance, currency, control }: LowBalanceFormProps) {
  const [saved, setSaved] = useState(false);
  const { form, state } = useActionForm({
    schema: setLowBalanceSchema,
    values: { lowBalance: lowBalance === null ? null : withUsualDecimals(lowBalance, currency) },
    fields: ['lowBalance'],
    draft: 'low-balance',
    submit: setLowBalanceAction,
    onDone: () => setSaved(true),
  });
  const { errors } = form.formState;
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save low balance"
      pending={pending}
      done={saved && 'Low balance saved'}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <Field
        label={`Low balance (${currency})`}
        hint="If empty, no event is sent."
        error={errors.lowBalance?.message}
        className="max-w-sm"
      >
        <Input
          inputMode="decimal"
          autoComplete="off"
          className="tabular-nums"
          {...form.register('lowBalance', { setValueAs: (value: string | null) => value || null })}
        />
      </Field>
    </SettingsForm>
  );
}
