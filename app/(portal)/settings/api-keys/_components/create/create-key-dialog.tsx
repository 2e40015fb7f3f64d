'use client';

import { useRouter } from 'next/navigation';
import { EnvironmentChoice } from '@/app/(portal)/_components/environment-choice';
import { KeyReview } from '@/app/(portal)/settings/api-keys/_components/create/key-review';
import { LengthField } from '@/app/(portal)/settings/api-keys/_components/create/length-field';
import { LiveDescription } from '@/app/(portal)/settings/api-keys/_components/create/live-description';
import { NotesChoice } from '@/app/(portal)/settings/api-keys/_components/create/notes-choice';
import { ScopePicker } from '@/app/(portal)/settings/api-keys/_components/create/scope-picker';
import { SigningChoice } from '@/app/(portal)/settings/api-keys/_components/create/signing-choice';
import {
  type KeyDefaults,
  useKeyForm,
} from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import { ExpiryField } from '@/app/(portal)/settings/api-keys/_components/expiry/expiry-field';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import { PurposeSelect } from '@/app/(portal)/settings/api-keys/_components/purpose-select';
import { FormDialog } from '@/components/forms/form-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { say } from '@/lib/say';

interface CreateKeyDialogProps extends KeySettings {
  /** The name under which a reload keeps the draft. */
  draft: string;
  /** The first values of the form. */
  defaults?: KeyDefaults | undefined;
  onCreated(created: CreatedApiKey): void;
  onClose(): void;
}

/** Asks for the settings of a new key. */
export function CreateKeyDialog({
  policy,
  api: { words, signing },
  liveRestriction,
  liveSending,
  draft,
  defaults,
  onCreated,
  onClose,
}: CreateKeyDialogProps) {
  const router = useRouter();
  const { form, state } = useKeyForm({
    policy,
    draft,
    defaults,
    onCreated,
    onRefused({ code }) {
      if (code === 'ALREADY_CREATED') router.refresh();
      return false;
    },
  });
  const { errors, isSubmitted } = form.formState;
  const settings = form.watch();
  const change = { shouldDirty: true, shouldValidate: isSubmitted };

  return (
    <FormDialog
      title={words.create}
      description="You can’t change the environment or the length later."
      size="medium"
      action={say`Create key`}
      data-testid="create-key-dialog"
      {...state}
      onClose={onClose}
    >
      <Field
        label="Label"
        hint={say`What the key is for, such as the server that uses it.`}
        error={errors.label?.message}
      >
        <Input autoComplete="off" data-testid="label" {...form.register('label')} />
      </Field>
      {policy.purposes && (
        <PurposeSelect
          purposes={policy.purposes}
          chosen={settings.purpose}
          error={errors.purpose?.message}
          {...form.register('purpose')}
        />
      )}
      <EnvironmentChoice
        radio={form.register('environment')}
        error={errors.environment?.message}
        environments={policy.environments}
        liveRestriction={liveRestriction}
        things={say`keys`}
        descriptions={{
          sandbox: 'For testing. Nothing is sent, nothing is charged.',
          live: <LiveDescription sending={liveSending} />,
        }}
      />
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
      {signing !== null && (
        <SigningChoice
          value={settings.requireSignatures ?? false}
          onChange={(required) => form.setValue('requireSignatures', required, change)}
        />
      )}
      <LengthField form={form} policy={policy} />
      <NotesChoice form={form} />
      <KeyReview settings={settings} policy={policy} />
    </FormDialog>
  );
}
