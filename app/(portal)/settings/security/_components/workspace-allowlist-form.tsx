'use client';

import { useState } from 'react';
import { setWorkspaceAllowlistAction } from '@/app/(portal)/settings/security/actions';
import { AllowlistFields, entryErrors } from '@/components/forms/allowlist-fields';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
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
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).setWorkspaceAllowlistSchema,
    values: {
      allowlist: isNew ? [...allowlist, { network: suggestion, note: '' }] : allowlist,
      from: allowlist,
    },
    fields: ['allowlist'],
    draft: 'workspace allowlist',
    submit: setWorkspaceAllowlistAction,
    onDone({ allowlist: stored }) {
      form.reset({ allowlist: stored, from: stored });
      setSaved(true);
    },
  });
  const { errors, isSubmitted, isSubmitSuccessful } = form.formState;
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save addresses"
      pending={pending}
      done={saved && 'Allowed addresses saved'}
      refusal={refusal ?? errors.allowlist?.message}
      onSubmit={onSubmit}
    >
      <AllowlistFields
        value={form.watch('allowlist')}
        onChange={(value) => {
          setSaved(false);
          form.setValue('allowlist', value, { shouldDirty: true, shouldValidate: isSubmitted });
        }}
        errors={entryErrors(errors.allowlist)}
      />
      {isNew && !isSubmitSuccessful && (
        <Alert>{`${suggestion} is now at the end of your list. Save the list if this address is yours.`}</Alert>
      )}
    </SettingsForm>
  );
}
