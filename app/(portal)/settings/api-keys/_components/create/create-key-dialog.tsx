'use client';

import { useRouter } from 'next/navigation';
import { EnvironmentChoice } from '@/app/(portal)/settings/api-keys/_components/create/environment-choice';
import { type KeyDefaults, useKeyForm } from '@/app/(portal)/settings/api-keys/_components/create/key-form';
import { KeyReview } from '@/app/(portal)/settings/api-keys/_components/create/key-review';
import { LengthField } from '@/app/(portal)/settings/api-keys/_components/create/length-field';
import { ScopePicker } from '@/app/(portal)/settings/api-keys/_components/create/scope-picker';
import { SigningChoice } from '@/app/(portal)/settings/api-keys/_components/create/signing-choice';
import { ExpiryField } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-field';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import { createApiKeyAction } from '@/app/(portal)/settings/api-keys/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { failedCall } from '@/components/outdated/failed-call';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CreatedApiKey } from '@/lib/domain/api-keys/create';

const FIELDS = ['label', 'environment', 'length', 'scopes', 'expiry'] as const;

interface CreateKeyDialogProps extends KeySettings {
  /** The form's name among the drafts that a reload keeps. */
  draft: string;
  /** What the form begins with. */
  defaults?: KeyDefaults | undefined;
  onCreated(created: CreatedApiKey): void;
  onClose(): void;
}

/** Asks for the settings of a new key. */
export function CreateKeyDialog({
  policy,
  liveBarrier,
  draft,
  defaults,
  onCreated,
  onClose,
}: CreateKeyDialogProps) {
  const router = useRouter();
  const { form, unsaved } = useKeyForm(policy, draft, defaults);
  const { errors, isSubmitting, isSubmitted } = form.formState;
  const settings = form.watch();
  const change = { shouldDirty: true, shouldValidate: isSubmitted };

  const submit = form.handleSubmit(async (input) => {
    // Sending the same form again is safe: it never makes a second key.
    const result = await createApiKeyAction(input).catch(failedCall);
    if (result.ok) return onCreated(result.value);
    const { code, message, fields = {} } = result.refusal;
    const named = FIELDS.filter((field) => fields[field]);
    for (const field of named) form.setError(field, { message: fields[field] });
    if (named.length === 0) form.setError('root', { message });
    if (code === 'ALREADY_CREATED') router.refresh();
  });

  return (
    <FormDialog
      title="Create API key"
      description="You can’t change the environment and the length later."
      size="medium"
      action="Create key"
      pending={isSubmitting}
      unsaved={unsaved}
      refusal={errors.root?.message}
      onSubmit={submit}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
