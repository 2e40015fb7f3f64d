'use client';

import { useRouter } from 'next/navigation';
import { useId } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/create-key';
import { EnvironmentChoice } from '@/app/(portal)/settings/api-keys/_components/environment-choice';
import { ExpiryField } from '@/app/(portal)/settings/api-keys/_components/expiry-field';
import { type KeyDefaults, useKeyForm } from '@/app/(portal)/settings/api-keys/_components/key-form';
import { KeyReview } from '@/app/(portal)/settings/api-keys/_components/key-review';
import { LengthField } from '@/app/(portal)/settings/api-keys/_components/length-field';
import { ScopePicker } from '@/app/(portal)/settings/api-keys/_components/scope-picker';
import { SigningChoice } from '@/app/(portal)/settings/api-keys/_components/signing-choice';
import { useLeaveGuard } from '@/app/(portal)/settings/api-keys/_components/use-leave-guard';
import { createApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CreatedApiKey } from '@/lib/domain/api-keys/create';
import { refuse } from '@/lib/errors';

const FIELDS = ['label', 'environment', 'length', 'scopes', 'expiry'] as const;

interface CreateKeyDialogProps extends KeySettings {
  /** What the form begins with. */
  defaults?: KeyDefaults | undefined;
  onCreated(created: CreatedApiKey): void;
  onClose(): void;
}

/** Asks for what a new key shall be. */
export function CreateKeyDialog({ policy, liveBarrier, defaults, onCreated, onClose }: CreateKeyDialogProps) {
  const router = useRouter();
  const formId = useId();
  const form = useKeyForm(policy, defaults);
  const { errors, isSubmitting, isSubmitted } = form.formState;
  const settings = form.watch();
  const change = { shouldDirty: true, shouldValidate: isSubmitted };

  const submit = form.handleSubmit(async (input) => {
    const result = await createApiKeyAction(input).catch(() =>
      // Sending the same form again is safe: it never makes a second key.
      refuse('FAULT', 'Keydesk did not answer. Check your connection and try again.'),
    );
    if (result.ok) return onCreated(result.value);
    const { code, message, fields = {} } = result.refusal;
    const named = FIELDS.filter((field) => fields[field]);
    for (const field of named) form.setError(field, { message: fields[field] });
    if (named.length === 0) form.setError('root', { message });
    if (code === 'ALREADY_CREATED') router.refresh();
  });

  // The answer is the only one with the secret, so it is waited for.
  const close = () => isSubmitting || onClose();
  useLeaveGuard(isSubmitting);

  return (
    <Dialog
      title="Create API key"
      description="Environment and length are fixed once the key exists."
      onClose={close}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={isSubmitting}>
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="space-y-5">
        <Field
          label="Label"
          hint="What the key is for, such as the server that uses it."
          error={errors.label?.message}
        >
          <Input autoComplete="off" {...form.register('label')} />
        </Field>
        <EnvironmentChoice form={form} liveBarrier={liveBarrier} />
        <ScopePicker
          policy={policy}
          value={settings.scopes}
          onChange={(picked) => form.setValue('scopes', picked, change)}
          error={errors.scopes?.message}
        />
        <ExpiryField
          value={settings.expiry ?? 'never'}
          onChange={(picked) => form.setValue('expiry', picked, change)}
          error={errors.expiry?.message}
        />
        <SigningChoice
          value={settings.requireSignatures ?? false}
          onChange={(required) => form.setValue('requireSignatures', required, change)}
        />
        <LengthField form={form} policy={policy} />
        <KeyReview settings={settings} policy={policy} />
        {errors.root?.message && (
          <Alert tone="danger" role="alert">
            {errors.root.message}
          </Alert>
        )}
      </form>
    </Dialog>
  );
}
