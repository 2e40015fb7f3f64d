'use client';

import { useState } from 'react';
import { setContactEmailAction } from '@/app/(portal)/settings/security/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Control } from '@/lib/domain/permissions';

interface ContactFormProps {
  contactEmail: string | null;
  control: Control;
}

/** The email address for warnings. */
export function ContactForm({ contactEmail, control }: ContactFormProps) {
  const [saved, setSaved] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).setContactEmailSchema,
    values: { contactEmail },
    fields: ['contactEmail'],
    draft: 'contact',
    submit: setContactEmailAction,
    onDone: () => setSaved(true),
  });
  const { errors } = form.formState;
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save contact"
      pending={pending}
      done={saved && 'Contact address saved'}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <Field
        label="Email"
        hint="Use a team address. If empty, we email the owners."
        error={errors.contactEmail?.message}
        className="max-w-sm"
      >
        <Input
          type="email"
          autoComplete="off"
          defaultValue={contactEmail ?? ''}
          {...form.register('contactEmail', { setValueAs: (value: string | null) => value || null })}
        />
      </Field>
    </SettingsForm>
  );
}
