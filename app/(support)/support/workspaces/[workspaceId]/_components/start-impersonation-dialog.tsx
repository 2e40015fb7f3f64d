'use client';

import { useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { startImpersonationAction } from '@/app/(support)/support/workspaces/[workspaceId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { ROLE_NAMES } from '@/components/role-names';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio } from '@/components/ui/radio';
import { Select } from '@/components/ui/select';
import { leaveFor } from '@/components/use-leave-guard';
import type { Role } from '@/lib/db/generated/enums';
import { SESSION_MINUTES } from '@/lib/domain/impersonation/duration';
import { startImpersonationSchema } from '@/lib/domain/impersonation/schema';

export interface StartImpersonationDialogProps {
  workspace: { id: string; name: string };
  /** The members to choose from. */
  subjects: Array<{ userId: string; name: string; email: string; role: Role }>;
  /** The preselected member; the first one if undefined. */
  chosenId: string | undefined;
  /** The name under which a reload keeps the draft. */
  draft: string;
  onClose(): void;
}

/** Asks an agent which member to view as, why and for how long, and starts the support session. */
export function StartImpersonationDialog({
  workspace,
  subjects,
  chosenId,
  draft,
  onClose,
}: StartImpersonationDialogProps) {
  const id = useId();
  const [leaving, setLeaving] = useState(false);
  const { form, state } = useActionForm({
    schema: startImpersonationSchema,
    values: {
      workspaceId: workspace.id,
      userId: chosenId ?? subjects[0]?.userId ?? '',
      reason: '',
      ticket: '',
      minutes: SESSION_MINUTES[0],
    },
    fields: ['userId', 'reason', 'ticket'],
    draft,
    submit: startImpersonationAction,
    onDone() {
      setLeaving(true);
      // A full page load, because the browser now shows the member's pages.
      leaveFor('/settings/api-keys');
    },
  });
  const { errors } = form.formState;
  const minutes = useWatch({ control: form.control, name: 'minutes' });
  return (
    <FormDialog
      title={`View ${workspace.name} as a customer`}
      description="You see what the member sees, but can’t change anything. The customer can see who you are, your reason and the pages you open."
      action="Start session"
      {...state}
      pending={state.pending || leaving}
      onClose={onClose}
    >
      <Field label="Member" error={errors.userId?.message}>
        <Select {...form.register('userId')}>
          {subjects.map(({ userId, name, email, role }) => (
            <option key={userId} value={userId}>
              {`${name} · ${ROLE_NAMES[role]} · ${email}`}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Reason" hint="The customer can read it." error={errors.reason?.message}>
        <Input autoComplete="off" {...form.register('reason')} />
      </Field>
      <Field label="Ticket" error={errors.ticket?.message}>
        <Input autoComplete="off" {...form.register('ticket')} />
      </Field>
      <fieldset className="space-y-1.5">
        <legend className="font-medium">Duration</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {SESSION_MINUTES.map((choice) => (
            <span key={choice} className="flex items-center gap-2">
              <Radio
                id={`${id}-${choice}`}
                name="minutes"
                checked={minutes === choice}
                onChange={() => form.setValue('minutes', choice, { shouldDirty: true })}
              />
              <label htmlFor={`${id}-${choice}`}>{`${choice} minutes`}</label>
            </span>
          ))}
        </div>
      </fieldset>
    </FormDialog>
  );
}
