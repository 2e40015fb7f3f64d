'use client';

import { useId, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { FormDialog } from '@/components/form-dialog';
import { ROLE_NAMES } from '@/components/role-names';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio } from '@/components/ui/radio';
import { Select } from '@/components/ui/select';
import { leaveFor } from '@/components/use-leave-guard';
import { useSavedForm } from '@/components/use-saved-form';
import { startVisitAction } from '@/lib/actions/visit';
import type { Role } from '@/lib/db/generated/enums';
import { startVisitSchema, VISIT_MINUTES } from '@/lib/domain/support/visit-schema';

export interface StepInDialogProps {
  workspace: { id: string; name: string };
  /** The members to stand in for. */
  subjects: Array<{ userId: string; name: string; email: string; role: Role }>;
  /** The one who is proposed; the first where there is none. */
  chosenId: string | undefined;
  /** The form's name among the drafts that a reload keeps. */
  draft: string;
  onClose(): void;
}

/** Asks an agent which member to view as, why and for how long, and starts the support session. */
export function StepInDialog({ workspace, subjects, chosenId, draft, onClose }: StepInDialogProps) {
  const id = useId();
  const [leaving, setLeaving] = useState(false);
  const { form, state } = useSavedForm({
    schema: startVisitSchema,
    values: {
      workspaceId: workspace.id,
      userId: chosenId ?? subjects[0]?.userId ?? '',
      reason: '',
      ticket: '',
      minutes: VISIT_MINUTES[0],
    },
    draft,
    save: startVisitAction,
    onSaved() {
      setLeaving(true);
      // Loaded anew: from here on the browser stands in the member's place.
      leaveFor('/settings/api-keys');
    },
  });
  const { errors } = form.formState;
  const minutes = useWatch({ control: form.control, name: 'minutes' });
  return (
    <FormDialog
      title={`View ${workspace.name} as a customer`}
      description="You see what the member sees, and change nothing. The customer reads who you are, why you come and what you look at."
      action="Step in"
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
      <Field label="Reason" hint="The customer reads it." error={errors.reason?.message}>
        <Input autoComplete="off" {...form.register('reason')} />
      </Field>
      <Field label="Ticket" error={errors.ticket?.message}>
        <Input autoComplete="off" {...form.register('ticket')} />
      </Field>
      <fieldset className="space-y-1.5">
        <legend className="font-medium">For how long</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {VISIT_MINUTES.map((choice) => (
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
