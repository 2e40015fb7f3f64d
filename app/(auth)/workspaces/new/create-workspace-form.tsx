'use client';

import { AuthForm } from '@/app/(auth)/_components/auth-form';
import { createWorkspaceAction } from '@/app/(auth)/workspaces/actions';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** The name of a new workspace. The browser continues in it. */
export function CreateWorkspaceForm() {
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/workspaces/schema')).createWorkspaceSchema,
    fields: ['workspaceName'],
    draft: 'create workspace',
    submit: createWorkspaceAction,
    // Without the pages of the other workspace that the browser has in memory.
    onDone: () => window.location.assign('/settings/api-keys'),
  });
  const { errors, isSubmitSuccessful } = form.formState;
  return (
    <AuthForm action="Create workspace" {...state} pending={state.pending || isSubmitSuccessful}>
      <Field
        label="Workspace name"
        hint="A company or project. Its members see it."
        error={errors.workspaceName?.message}
      >
        <Input autoComplete="organization" {...form.register('workspaceName')} />
      </Field>
    </AuthForm>
  );
}
