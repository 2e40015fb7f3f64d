import { toast } from 'sonner';
import { FormDialog } from '@/components/form-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useSavedForm } from '@/components/use-saved-form';
import { askToActAction } from '@/lib/actions/visit';
import { askToActSchema } from '@/lib/domain/support/visit-schema';

interface AskToActDialogProps {
  visitId: string;
  /** The form's name among the drafts that a reload keeps. */
  draft: string;
  onClose(): void;
}

/** Asks the customer to let the agent make changes. */
export function AskToActDialog({ visitId, draft, onClose }: AskToActDialogProps) {
  const { form, state } = useSavedForm({
    schema: askToActSchema,
    values: { visitId, reason: '' },
    draft,
    save: askToActAction,
    onSaved() {
      onClose();
      toast.success('The customer is asked');
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Request to act"
      description="The owners and admins of the workspace are asked, by mail and on their pages. A yes holds until this visit ends."
      action="Send request"
      {...state}
      onClose={onClose}
    >
      <Field label="What for" hint="The customer reads it." error={errors.reason?.message}>
        <Input autoComplete="off" {...form.register('reason')} />
      </Field>
    </FormDialog>
  );
}
