'use client';

import { useState } from 'react';
import { renameWorkspaceAction } from '@/app/(portal)/settings/workspace/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Control } from '@/lib/domain/permissions';

/** The name of the workspace. */
export function NameForm({ name, control }: { name: string; control: Control }) {
  const [saved, setSaved] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).renameWorkspaceSchema,
    values: { workspaceName: name, from: name },
    fields: ['workspaceName'],
    draft: 'workspace-name',
    submit: renameWorkspaceAction,
    onDone({ workspaceName }) {
      form.reset({ workspaceName, from: workspaceName });
      setSaved(true);
    },
  });
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save name"
      pending={pending}
      done={saved && 'Name saved'}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <Field label="Workspace name" error={form.formState.errors.workspaceName?.message} className="max-w-sm">
        <Input autoComplete="organization" defaultValue={name} {...form.register('workspaceName')} />
      </Field>
    </SettingsForm>
  );
}
