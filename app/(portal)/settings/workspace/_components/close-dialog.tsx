'use client';

import { useRef } from 'react';
import { z } from 'zod';
import { ClosingImpactView } from '@/app/(portal)/settings/workspace/_components/closing-impact-view';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { tidy } from '@/lib/domain/text/tidy';
import { ok, refuseFields } from '@/lib/errors';

const confirmationSchema = z.object({ workspaceName: z.string() });

interface CloseDialogProps {
  workspaceId: string;
  name: string;
  onConfirmed(typed: string): void;
  onClose(): void;
}

/** Asks before the workspace is closed. Its name must be typed. */
export function CloseDialog({ workspaceId, name, onConfirmed, onClose }: CloseDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const { form, state } = useActionForm({
    schema: confirmationSchema,
    values: { workspaceName: '' },
    fields: ['workspaceName'],
    submit: async ({ workspaceName }) =>
      tidy(workspaceName) === tidy(name)
        ? ok(null)
        : refuseFields({ workspaceName: `Type “${name}” to confirm.` }),
    onDone: () => onConfirmed(name),
  });
  return (
    <FormDialog
      title={`Close “${name}”?`}
      description="This takes effect at once, for everybody in it."
      action="Continue"
      danger
      cancelButton={cancel}
      {...state}
      unsaved={false}
      onClose={onClose}
    >
      <ClosingImpactView workspaceId={workspaceId} />
      <Field
        label="Type the name of the workspace to confirm"
        hint={
          <span>
            The name is <span className="break-words font-medium text-ink">{name}</span>
          </span>
        }
        error={form.formState.errors.workspaceName?.message}
      >
        <Input autoComplete="off" spellCheck={false} {...form.register('workspaceName')} />
      </Field>
    </FormDialog>
  );
}
