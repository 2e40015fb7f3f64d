'use client';

import { useState } from 'react';
import { beginEmailChangeAction, cancelEmailChangeAction } from '@/app/(portal)/account/actions';
import { focusContent } from '@/components/focus-content';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import { beginEmailChangeSchema } from '@/lib/domain/own-account/schema';
import type { Control } from '@/lib/domain/permissions';

interface EmailSectionProps {
  email: string;
  emailVerified: boolean;
  /** The address that waits for its confirmation; null if none does. */
  newEmail: string | null;
  control: Control;
}

/** The member's address, and the change of it. */
export function EmailSection({ email, emailVerified, newEmail, control }: EmailSectionProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Email address" lead="You sign in with it, and we email you there.">
      <div className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="wrap-anywhere flex min-w-0 flex-wrap items-center gap-2">
            <span>{email}</span>
            <Badge tone={emailVerified ? 'success' : 'warning'}>
              {emailVerified ? 'Confirmed' : 'Not confirmed'}
            </Badge>
          </p>
          <Button disabledReason={control.disabledReason} onClick={() => setAsking(true)}>
            Change email address
          </Button>
        </div>
        {newEmail && <PendingChange newEmail={newEmail} control={control} />}
      </div>
      {asking && <EmailDialog onClose={() => setAsking(false)} />}
    </Section>
  );
}

function PendingChange({ newEmail, control }: { newEmail: string; control: Control }) {
  const { pending, call } = useServerAction(cancelEmailChangeAction);

  function cancel() {
    call({}, () => {
      toast.success('Your email address stays as it is');
      focusContent();
    });
  }

  return (
    <Alert
      title="Open the link that we emailed you"
      action={
        <Button size="small" pending={pending} disabledReason={control.disabledReason} onClick={cancel}>
          Withdraw change
        </Button>
      }
    >
      <span className="wrap-anywhere">{`We sent it to ${newEmail}. Your address changes when you open it, within 24 hours.`}</span>
    </Alert>
  );
}

function EmailDialog({ onClose }: { onClose(): void }) {
  const { form, state } = useActionForm({
    schema: beginEmailChangeSchema,
    values: { email: '', password: '' },
    fields: ['email', 'password'],
    submit: beginEmailChangeAction,
    onDone: onClose,
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Change your email address"
      description="We send a link to the new address. Your address changes when you open it."
      action="Send link"
      {...state}
      onClose={onClose}
    >
      <Field label="New email address" error={errors.email?.message}>
        <Input type="email" autoComplete="email" {...form.register('email')} />
      </Field>
      <Field label="Your password" error={errors.password?.message}>
        <PasswordInput autoComplete="current-password" {...form.register('password')} />
      </Field>
    </FormDialog>
  );
}
