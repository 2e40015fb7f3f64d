import { useId } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { Choice } from '@/components/forms/choice';
import { LocalDate } from '@/components/local-date';
import { Alert } from '@/components/ui/alert';
import { Field, FieldError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio } from '@/components/ui/radio';
import type { PasswordReset } from '@/lib/domain/users/read-password-reset';
import type { ResetPasswordInput } from '@/lib/domain/users/schema';
import { say } from '@/lib/say';

interface UnverifiedAccountProps {
  form: UseFormReturn<ResetPasswordInput>;
  accounts: PasswordReset['accounts'];
}

/** What a reset also asks for an address that nobody has confirmed: somebody else may have created the account. */
export function UnverifiedAccount({ form, accounts }: UnverifiedAccountProps) {
  const { errors } = form.formState;
  return (
    <>
      <Alert tone="warning">{say`Nobody has confirmed this address before. Choosing a new password revokes existing API keys, turns off two-step verification and resets the workspace’s settings, so that only you have access.`}</Alert>
      {accounts.length > 1 && <AccountChoice form={form} accounts={accounts} />}
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="name" {...form.register('name')} />
      </Field>
      <Field label="Workspace name" error={errors.workspaceName?.message}>
        <Input autoComplete="organization" {...form.register('workspaceName')} />
      </Field>
    </>
  );
}

/** Several people may have signed up with the same address. */
function AccountChoice({ form, accounts }: UnverifiedAccountProps) {
  const id = useId();
  const radio = form.register('account');
  return (
    <div role="radiogroup" aria-labelledby={id} className="space-y-1.5">
      <p id={id} className="font-medium">
        Which account is yours?
      </p>
      <div className="max-h-64 space-y-2 overflow-y-auto">
        {accounts.map((account) => (
          <Choice
            key={account.id}
            name={<span className="wrap-anywhere">{account.workspaceName}</span>}
            description={
              <span>
                Created on <LocalDate date={account.createdAt} withTime />
              </span>
            }
            className="rounded-lg border has-checked:border-accent-text has-checked:bg-accent-soft"
            control={(attributes) => <Radio {...radio} {...attributes} value={account.id} />}
          />
        ))}
      </div>
      <FieldError id={`${id}-error`}>{form.formState.errors.account?.message}</FieldError>
    </div>
  );
}
