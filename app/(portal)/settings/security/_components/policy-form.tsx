'use client';

import { useState } from 'react';
import { setSecondFactorPolicyAction } from '@/app/(portal)/settings/security/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { LocalDate } from '@/components/local-date';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { SecondFactorPolicy } from '@/lib/domain/factors/due';
import type { Control } from '@/lib/domain/permissions';
import { GRACE_DAYS } from '@/lib/domain/second-factor-policy/grace-days';

const textOf = (days: number) =>
  days === 0 ? 'Required at once' : `Required, with ${days} days to set it up`;

interface PolicyFormProps {
  /** The rule at the moment; null if there is none. */
  policy: SecondFactorPolicy | null;
  control: Control;
}

/** Sets whether every member needs a second factor, and how long they have for it. */
export function PolicyForm({ policy, control }: PolicyFormProps) {
  const [saved, setSaved] = useState(false);
  const chosen = GRACE_DAYS.find((days) => days === policy?.graceDays) ?? null;
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/second-factor-policy/schema')).setPolicySchema,
    values: { graceDays: chosen },
    fields: ['graceDays'],
    submit: setSecondFactorPolicyAction,
    onDone: () => setSaved(true),
  });
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save requirement"
      pending={pending}
      done={saved && 'Requirement saved'}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <Field
        label="Two-step verification"
        hint={
          <span>
            <span>The time counts from </span>
            {policy ? <LocalDate date={policy.requiredAt} /> : <span>now</span>}
            <span>, and for new members from the day they join.</span>
          </span>
        }
        error={form.formState.errors.graceDays?.message}
        className="max-w-sm"
      >
        <Select
          defaultValue={chosen ?? ''}
          {...form.register('graceDays', { setValueAs: (value) => (value === '' ? null : Number(value)) })}
        >
          <option value="">Not required</option>
          {GRACE_DAYS.map((days) => (
            <option key={days} value={days}>
              {textOf(days)}
            </option>
          ))}
        </Select>
      </Field>
    </SettingsForm>
  );
}
