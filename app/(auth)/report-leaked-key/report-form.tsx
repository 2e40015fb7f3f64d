'use client';

import { useState } from 'react';
import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { reportLeakAction } from '@/app/(auth)/report-leaked-key/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { say } from '@/lib/say';

/** Takes what somebody found. The text leaves the page when it was sent. */
export function ReportForm() {
  const [isSent, setIsSent] = useState(false);
  if (!isSent) return <Fields onSent={() => setIsSent(true)} />;
  return (
    <Alert
      tone="success"
      role="status"
      title="Thank you for your report"
      action={
        <Button size="small" onClick={() => setIsSent(false)}>
          Report another
        </Button>
      }
    >
      {say`If it contains a key of ours, we stop it or tell its owner within a minute. We don’t store what you pasted.`}
    </Alert>
  );
}

function Fields({ onSent }: { onSent(): void }) {
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/leaks/schema')).reportByFormSchema,
    fields: ['text', 'url'],
    submit: reportLeakAction,
    onDone: onSent,
  });
  const { errors } = form.formState;
  return (
    <AuthForm action="Send report" {...state}>
      <Field label="What you found" hint={say`The key, or the lines around it.`} error={errors.text?.message}>
        <Textarea
          rows={5}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono"
          {...form.register('text')}
        />
      </Field>
      <Field
        label="Where you found it"
        hint="The address of the page, if it has one."
        error={errors.url?.message}
      >
        <Input type="url" autoComplete="off" placeholder="https://" {...form.register('url')} />
      </Field>
    </AuthForm>
  );
}
