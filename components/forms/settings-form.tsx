import type { FormEventHandler, ReactNode } from 'react';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import type { ActionFormState } from '@/components/forms/use-action-form';
import { Button } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

interface SettingsFormProps extends Omit<ActionFormState, 'unsaved'> {
  control: Control;
  /** The label of the submit button. */
  action: string;
  /** The message after saving; false before. */
  done: string | false;
  onChange?: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
}

/** A form in a page. It stays open after saving. */
export function SettingsForm({
  control,
  action,
  pending,
  done,
  refusal,
  onSubmit,
  onChange,
  children,
}: SettingsFormProps) {
  return (
    <form noValidate onSubmit={onSubmit} onChange={onChange}>
      <fieldset disabled={control.disabledReason !== undefined} className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
        <div className="space-y-4">{children}</div>
        <RefusalAlert message={refusal} />
      </fieldset>
      {control.shown && (
        <div className="flex items-center justify-end gap-4 border-t px-4 py-3 sm:px-5">
          <p role="status" className="text-success-text">
            {done}
          </p>
          <Button type="submit" variant="primary" disabledReason={control.disabledReason} pending={pending}>
            {action}
          </Button>
        </div>
      )}
    </form>
  );
}
