import { createInvitationAction } from '@/app/(portal)/settings/members/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { ROLE_NAMES } from '@/components/role-names';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { createInvitationSchema, INVITED_ROLES } from '@/lib/domain/invitations/schema';

/** Asks whom to invite. */
export function InviteDialog({ onClose }: { onClose(): void }) {
  const { form, state } = useActionForm({
    schema: createInvitationSchema,
    values: { role: 'developer' },
    fields: ['email', 'role'],
    submit: createInvitationAction,
    onDone({ email }) {
      onClose();
      toast.success(`An invitation is sent to ${email}`);
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Invite somebody"
      description="They get a link by email, and sign in or create an account with that address."
      action="Send invitation"
      {...state}
      onClose={onClose}
    >
      <Field label="Email" error={errors.email?.message}>
        <Input type="email" autoComplete="off" {...form.register('email')} />
      </Field>
      <Field label="Role" hint="You can change it later." error={errors.role?.message}>
        <Select {...form.register('role')}>
          {INVITED_ROLES.map((role) => (
            <option key={role} value={role}>
              {ROLE_NAMES[role]}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}
