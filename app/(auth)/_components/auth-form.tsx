import type { ReactNode } from 'react';
import { RefusalAlert } from '@/components/forms/refusal-alert';
import type { ActionFormState } from '@/components/forms/use-action-form';
import { Button } from '@/components/ui/button';

interface AuthFormProps extends Omit<ActionFormState, 'unsaved'> {
  /** The label of the submit button. */
  action: string;
  children?: ReactNode;
}

/** A form of a page for guests, with its submit button. */
export function AuthForm({ action, pending, refusal, onSubmit, children }: AuthFormProps) {
  return (
    <form method="post" noValidate className="space-y-4" onSubmit={onSubmit}>
      <RefusalAlert message={refusal} />
      <div className="space-y-4">{children}</div>
      <Button type="submit" variant="primary" size="large" className="w-full" pending={pending}>
        {action}
      </Button>
    </form>
  );
}
