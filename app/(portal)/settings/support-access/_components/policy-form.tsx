'use client';

import { useEffect } from 'react';
import { setSupportAccessAction } from '@/app/(portal)/settings/support-access/actions';
import { Choice } from '@/components/forms/choice';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import { useActionForm } from '@/components/forms/use-action-form';
import { Button } from '@/components/ui/button';
import { Radio } from '@/components/ui/radio';
import { toast } from '@/components/ui/toast';
import type { SupportAccess } from '@/lib/db/generated/enums';
import type { Control } from '@/lib/domain/permissions';

const CHOICES = [
  { value: 'never', name: 'Never', description: 'Support can’t open your workspace.' },
  { value: 'view', name: 'View only', description: 'Support sees what you see, but can’t change anything.' },
  {
    value: 'ask',
    name: 'View, and make changes with approval',
    description: 'Support asks an owner or admin each time before it makes changes.',
  },
] as const;

interface PolicyFormProps {
  access: SupportAccess;
  /** Whether a support session is open that `never` would end. */
  hasOpenSession: boolean;
  control: Control;
}

/** Sets what support may do in the workspace. */
export function PolicyForm({ access, hasOpenSession, control }: PolicyFormProps) {
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/impersonation/schema')).setSupportAccessSchema,
    values: { access },
    submit: setSupportAccessAction,
    onDone: () => toast.success('Support access saved'),
  });
  const { pending, refusal, onSubmit } = state;
  const { reset } = form;
  // Another person or another control on this page may have changed it.
  useEffect(() => reset({ access }), [access, reset]);
  const chosen = form.watch('access');
  return (
    <form noValidate onSubmit={onSubmit}>
      <fieldset className="px-2 pt-3 pb-3 sm:px-3">
        <legend className="sr-only">What support can do</legend>
        {CHOICES.map(({ value, name, description }) => (
          <Choice
            key={value}
            name={name}
            description={description}
            disabled={!control.shown || control.disabledReason !== undefined}
            className="rounded-lg"
            control={(attributes) => (
              <Radio
                value={value}
                defaultChecked={value === access}
                {...form.register('access')}
                {...attributes}
              />
            )}
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
            {chosen === 'never' && hasOpenSession && 'This ends the current support sessions.'}
          </p>
          <Button type="submit" variant="primary" pending={pending} disabledReason={control.disabledReason}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}
