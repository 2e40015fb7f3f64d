'use client';

import { toast } from 'sonner';
import { setContactEmailAction } from '@/app/(portal)/settings/security/actions';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useSavedForm } from '@/components/use-saved-form';
import { setContactEmailSchema } from '@/lib/domain/workspaces/schema';

interface ContactFormProps {
  contactEmail: string | null;
  mayChange: boolean;
}

/** Where warnings go. */
export function ContactForm({ contactEmail, mayChange }: ContactFormProps) {
  const { form, submit } = useSavedForm({
    schema: setContactEmailSchema,
    values: { contactEmail },
    save: setContactEmailAction,
    onSaved: () => toast.success('Contact address saved'),
  });
  const { errors, isSubmitting } = form.formState;
  return (
    <form noValidate onSubmit={submit}>
      <fieldset disabled={!mayChange} className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
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
      {mayChange && (
        <div className="flex justify-end border-t px-4 py-3 sm:px-5">
          <Button type="submit" variant="primary" pending={isSubmitting}>
            Save contact
          </Button>
        </div>
      )}
    </form>
  );
}
