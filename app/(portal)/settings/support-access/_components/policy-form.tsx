'use client';

import { useEffect } from 'react';
import { toast } from 'sonner';
import { setSupportAccessAction } from '@/app/(portal)/settings/support-access/actions';
import { Choice } from '@/components/choice';
import { RefusalAlert } from '@/components/refusal-alert';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/radio';
import { useSavedForm } from '@/components/use-saved-form';
import type { SupportAccess } from '@/lib/db/generated/enums';
import type { Control } from '@/lib/domain/permissions';
import { setSupportAccessSchema } from '@/lib/domain/support/schema';

const CHOICES = [
  { value: 'never', name: 'Never', means: 'Nobody from support can come in.' },
  { value: 'view', name: 'View only', means: 'Support can look at what you see, and change nothing.' },
  {
    value: 'ask',
    name: 'View, and act when asked',
    means: 'To make changes, support asks an owner or admin each time.',
  },
] as const;

interface PolicyFormProps {
  access: SupportAccess;
  /** Whether somebody is in who `never` would show out. */
  isOccupied: boolean;
  control: Control;
}

/** How far support may come in. */
export function PolicyForm({ access, isOccupied, control }: PolicyFormProps) {
  const { form, state } = useSavedForm({
    schema: setSupportAccessSchema,
    values: { access },
    save: setSupportAccessAction,
    onSaved: () => toast.success('Support access saved'),
  });
  const { pending, refusal, onSubmit } = state;
  const { reset } = form;
  // Somebody else may have changed it, or a button of this page.
  useEffect(() => reset({ access }), [access, reset]);
  const chosen = form.watch('access');
  return (
    <form noValidate onSubmit={onSubmit}>
      <fieldset className="px-2 pt-3 pb-3 sm:px-3">
        <legend className="sr-only">Who may come in</legend>
        {CHOICES.map(({ value, name, means }) => (
          <Choice
            key={value}
            name={name}
            description={means}
            disabled={!control.shown || control.barred !== undefined}
            className="rounded-lg"
            control={(attributes) => <Radio value={value} {...form.register('access')} {...attributes} />}
          />
        ))}
      </fieldset>
      {refusal && (
        <div className="px-4 pb-4 sm:px-5">
          <RefusalAlert message={refusal} />
        </div>
      )}
      {control.shown && (
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2 border-t px-4 py-3 sm:px-5">
          <p role="status" className="text-ink-muted">
            {chosen === 'never' && isOccupied && 'Whoever is in now has to leave.'}
          </p>
          <Button type="submit" variant="primary" pending={pending} barred={control.barred}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}
