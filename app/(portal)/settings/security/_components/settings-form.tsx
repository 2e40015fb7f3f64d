import type { FormEventHandler, ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

interface SettingsFormProps {
  control: Control;
  /** The button that sends the form. */
  action: string;
  pending: boolean;
  /** What is said once it is saved; nothing before. */
  done: string | false;
  /** Why the form as a whole was refused. */
  refusal: string | undefined;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onChange?: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
}

/** A form that stands in the page and stays there once it is saved. */
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
      <fieldset disabled={control.barred !== undefined} className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
        {children}
        {refusal && (
          <Alert tone="danger" role="alert">
            {refusal}
          </Alert>
        )}
      </fieldset>
      {control.shown && (
        <div className="flex items-center justify-end gap-4 border-t px-4 py-3 sm:px-5">
          <p role="status" className="text-success-text">
            {done}
          </p>
          <Button type="submit" variant="primary" barred={control.barred} pending={pending}>
            {action}
          </Button>
        </div>
      )}
    </form>
  );
}
