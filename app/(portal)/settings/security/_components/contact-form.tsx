'use client';

import { useState } from 'react';
import { setContactEmailAction } from '@/app/(portal)/settings/security/actions';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
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
    <form noValidate onSubmit={submit} onChange={() => setSaved(false)}>
      <fieldset disabled={control.barred !== undefined} className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
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
        {errors.root?.message && (
          <Alert tone="danger" role="alert">
            {errors.root.message}
          </Alert>
        )}
      </fieldset>
      {control.shown && (
        <div className="flex items-center justify-end gap-4 border-t px-4 py-3 sm:px-5">
          <p role="status" className="text-success-text">
            {saved && 'Contact address saved'}
          </p>
          <Button type="submit" variant="primary" barred={control.barred} pending={isSubmitting}>
            Save contact
          </Button>
        </div>
      )}
    </form>
  );
}
