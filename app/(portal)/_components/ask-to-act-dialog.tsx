import { askToActAction } from '@/app/(portal)/support-session/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { askToActSchema } from '@/lib/domain/impersonation/schema';

interface AskToActDialogProps {
  impersonationId: string;
  /** The name under which a reload keeps the draft. */
  draft: string;
  onClose(): void;
}

/** Asks the customer to let the agent make changes. */
export function AskToActDialog({ impersonationId, draft, onClose }: AskToActDialogProps) {
  const { form, state } = useActionForm({
    schema: askToActSchema,
    values: { impersonationId, reason: '' },
    fields: ['reason'],
    draft,
    submit: askToActAction,
    onDone() {
      onClose();
      toast.success('Request sent to the customer');
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Ask to make changes"
      description="We ask the owners and admins of the workspace, by email and in the portal. Their approval applies until this support session ends."
      action="Send request"
      {...state}
      onClose={onClose}
    >
      <Field label="Reason" hint="The customer can read it." error={errors.reason?.message}>
        <Input autoComplete="off" {...form.register('reason')} />
      </Field>
    </FormDialog>
  );
}
