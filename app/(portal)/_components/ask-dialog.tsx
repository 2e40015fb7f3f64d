import { askToActAction, askToExtendAction } from '@/app/(portal)/support-session/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import type { RequestKind } from '@/lib/domain/impersonation/active-sessions';
import { EXTENSION_MINUTES, LONGEST_HOURS } from '@/lib/domain/impersonation/duration';
import { askSchema } from '@/lib/domain/impersonation/schema';

const WE_ASK = 'We ask the owners and admins of the workspace, by email and in the portal.';

const REQUESTS = {
  act: {
    title: 'Ask to make changes',
    description: `${WE_ASK} Their approval applies until this support session ends.`,
    submit: askToActAction,
  },
  extension: {
    title: `Ask for ${EXTENSION_MINUTES} more minutes`,
    description: `${WE_ASK} If one of them approves before this support session ends, it lasts ${EXTENSION_MINUTES} minutes longer. It can last ${LONGEST_HOURS} hours at most.`,
    submit: askToExtendAction,
  },
};

interface AskDialogProps {
  impersonationId: string;
  kind: RequestKind;
  /** The name under which a reload keeps the draft. */
  draft: string;
  onClose(): void;
}

/** Asks the customer to let the agent make changes, or to extend the support session. */
export function AskDialog({ impersonationId, kind, draft, onClose }: AskDialogProps) {
  const { title, description, submit } = REQUESTS[kind];
  const { form, state } = useActionForm({
    schema: askSchema,
    values: { impersonationId, reason: '' },
    fields: ['reason'],
    draft,
    submit,
    onDone() {
      onClose();
      toast.success('Request sent to the customer');
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog title={title} description={description} action="Send request" {...state} onClose={onClose}>
      <Field label="Reason" hint="The customer can read it." error={errors.reason?.message}>
        <Input autoComplete="off" {...form.register('reason')} />
      </Field>
    </FormDialog>
  );
}
