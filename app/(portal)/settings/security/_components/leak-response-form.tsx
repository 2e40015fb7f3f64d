'use client';

import { useState } from 'react';
import { setLeakResponseAction } from '@/app/(portal)/settings/security/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Control } from '@/lib/domain/permissions';
import type { SecuritySettings } from '@/lib/domain/workspaces/security-settings';
import { say } from '@/lib/say';

interface LeakResponseFormProps extends Pick<SecuritySettings, 'leakResponse'> {
  control: Control;
}

/** What happens to a key that is reported as leaked. */
export function LeakResponseForm({ leakResponse, control }: LeakResponseFormProps) {
  const [saved, setSaved] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).setLeakResponseSchema,
    values: { leakResponse },
    fields: ['leakResponse'],
    submit: setLeakResponseAction,
    onDone: () => setSaved(true),
  });
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save response"
      pending={pending}
      done={saved && 'Response saved'}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <Field
        label={say`When a key is reported as leaked`}
        error={form.formState.errors.leakResponse?.message}
        className="max-w-sm"
      >
        <Select defaultValue={leakResponse} {...form.register('leakResponse')}>
          <option value="disable">{say`Disable it and tell us`}</option>
          <option value="tell">Only tell us</option>
        </Select>
      </Field>
    </SettingsForm>
  );
}
