'use client';

import { changeRoleAction } from '@/app/(portal)/settings/members/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { ROLE_NAMES } from '@/components/role-names';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { Role } from '@/lib/db/generated/enums';
import type { Member } from '@/lib/domain/members/list';
import { changeRoleSchema, ROLES } from '@/lib/domain/members/schema';
import { say } from '@/lib/say';

const descriptions = (): Record<Role, string> => ({
  owner: 'Does everything, and makes others owners.',
  admin: say`Manages members, settings and all API keys.`,
  developer: say`Manages sandbox keys, and sees live keys.`,
  viewer: 'Sees everything but secrets and the audit log, and changes nothing.',
});

interface ChangeRoleDialogProps {
  member: Pick<Member, 'userId' | 'name' | 'role'>;
  mayAppointOwners: boolean;
  onDone(role: Role): void;
  onClose(): void;
}

/** Gives a member another role. */
export function ChangeRoleDialog({ member, mayAppointOwners, onDone, onClose }: ChangeRoleDialogProps) {
  const { userId, name, role } = member;
  const { form, state } = useActionForm({
    schema: changeRoleSchema,
    values: { userId, role },
    fields: ['role'],
    submit: changeRoleAction,
    onDone: (done) => onDone(done.role),
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title={`Change the role of ${name}`}
      description="It applies from their next click."
      action="Change role"
      {...state}
      onClose={onClose}
    >
      <Field label="Role" hint={descriptions()[form.watch('role')]} error={errors.role?.message}>
        <Select {...form.register('role')}>
          {ROLES.filter((one) => one !== 'owner' || mayAppointOwners).map((one) => (
            <option key={one} value={one}>
              {ROLE_NAMES[one]}
            </option>
          ))}
        </Select>
      </Field>
    </FormDialog>
  );
}
