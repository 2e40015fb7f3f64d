'use client';

import { useState } from 'react';
import {
  rehearseWorkspaceAllowlistAction,
  setWorkspaceAllowlistAction,
} from '@/app/(portal)/settings/security/actions';
import { AllowlistFields, entryErrors } from '@/components/forms/allowlist-fields';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { AllowlistRehearsalNote, networksOf } from '@/components/rehearsals/allowlist-rehearsal';
import { ConfirmationField } from '@/components/rehearsals/confirmation-field';
import { useRehearsal } from '@/components/rehearsals/use-rehearsal';
import { Alert } from '@/components/ui/alert';
import type { Allowlist } from '@/lib/domain/allowlists/schema';
import type { Control } from '@/lib/domain/permissions';

interface WorkspaceAllowlistFormProps {
  allowlist: Allowlist;
  /** An address to add, from a link at a rejected call. */
  suggestion: string | undefined;
  control: Control;
}

/** The addresses that calls with every key can come from. */
export function WorkspaceAllowlistForm({ allowlist, suggestion, control }: WorkspaceAllowlistFormProps) {
  const isNew = suggestion !== undefined && allowlist.every(({ network }) => network !== suggestion);
  const [saved, setSaved] = useState(false);
  const [isEdited, setIsEdited] = useState(isNew);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).setWorkspaceAllowlistSchema,
    values: {
      allowlist: isNew ? [...allowlist, { network: suggestion, note: '' }] : allowlist,
      from: allowlist,
    },
    fields: ['allowlist', 'confirmation'],
    draft: 'workspace allowlist',
    notInDraft: ['confirmation'],
    submit: setWorkspaceAllowlistAction,
    onDone({ allowlist: stored }) {
      form.reset({ allowlist: stored, from: stored });
      setSaved(true);
    },
  });
  const { errors, isSubmitted, isSubmitSuccessful } = form.formState;
  const { pending, unsaved, refusal, onSubmit } = state;
  const value = form.watch('allowlist');
  const networks = networksOf(value);
  const canSave = control.shown && control.disabledReason === undefined;
  // Not before somebody uses this form: the forms below would move while somebody uses them.
  const isRehearsed = canSave && (isEdited || unsaved || isSubmitted);
  const rehearsal = useRehearsal(
    rehearseWorkspaceAllowlistAction,
    isRehearsed && networks ? { networks } : null,
    saved,
  );
  const typed = rehearsal?.ok ? rehearsal.value.confirmation : null;
  function change(allowlist: typeof value) {
    setSaved(false);
    setIsEdited(true);
    form.setValue('allowlist', allowlist, { shouldDirty: true, shouldValidate: isSubmitted });
  }
  return (
    <SettingsForm
      control={control}
      action="Save addresses"
      pending={pending}
      done={saved && 'Allowed addresses saved'}
      refusal={
        refusal ?? errors.allowlist?.message ?? (typed === null ? errors.confirmation?.message : undefined)
      }
      onSubmit={onSubmit}
    >
      <AllowlistFields value={value} onChange={change} errors={entryErrors(errors.allowlist)} />
      {isRehearsed && <AllowlistRehearsalNote value={value} onChange={change} rehearsal={rehearsal} />}
      {typed !== null && (
        <ConfirmationField
          noun="name of the workspace"
          name={typed}
          error={errors.confirmation?.message}
          field={form.register('confirmation')}
        />
      )}
      {isNew && !isSubmitSuccessful && (
        <Alert>{`${suggestion} is now at the end of your list. Save the list if this address is yours.`}</Alert>
      )}
    </SettingsForm>
  );
}
