'use client';

import { useState } from 'react';
import { SettingsForm } from '@/app/(portal)/settings/security/_components/settings-form';
import { setContactEmailAction } from '@/app/(portal)/settings/security/actions';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useSavedForm } from '@/components/use-saved-form';
import type { Control } from '@/lib/domain/permissions';
import { setContactEmailSchema } from '@/lib/domain/workspaces/schema';

interface ContactFormProps {
  contactEmail: string | null;
  control: Control;
}

/** Where warnings go. */
export function ContactForm({ contactEmail, control }: ContactFormProps) {
  const [saved, setSaved] = useState(false);
  const { form, submit } = useSavedForm({
    schema: setContactEmailSchema,
    values: { contactEmail },
    save: setContactEmailAction,
    onSaved: () => setSaved(true),
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <SettingsForm
      control={control}
      action="Save contact"
      pending={isSubmitting}
      done={saved && 'Contact address saved'}
      refusal={errors.root?.message}
      onSubmit={submit}
      onChange={() => setSaved(false)}
    >
      <Field
        label="Email"
        hint="Best a team’s address. Empty: the workspace’s owners."
        error={errors.contactEmail?.message}
        className="max-w-sm"
      >
        <Input
          type="email"
          autoComplete="off"
          {...form.register('contactEmail', { setValueAs: (value: string | null) => value || null })}
        />
      </Field>
    </SettingsForm>
  );
}
