import { addPasskeyAction, beginPasskeyAction } from '@/app/(portal)/account/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { createPasskey } from '@/components/passkeys/create-passkey';
import { ProofFields, useSecondProof } from '@/components/second-factor/proof-fields';
import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { deviceName } from '@/lib/domain/own-account/device-name';
import type { AddedPasskey } from '@/lib/domain/passkey-settings/add';
import { newPasskeyFormSchema } from '@/lib/domain/passkey-settings/schema';
import type { SecondFactorProof } from '@/lib/domain/second-factor/schema';
import type { Result } from '@/lib/errors';

/** Lets the browser create a passkey after the server has checked who the member is, then stores it. */
async function add(name: string, proof: SecondFactorProof): Promise<Result<AddedPasskey>> {
  const begun = await beginPasskeyAction(proof);
  if (!begun.ok) return begun;
  const created = await createPasskey(begun.value);
  if (!created.ok) return created;
  return addPasskeyAction({ name, challenge: begun.value.challenge, response: created.value });
}

/** Asks for a name and who the member is, then adds a passkey. The first one can come with recovery codes. */
export function AddPasskeyDialog({ onClose }: { onClose(): void }) {
  const proof = useSecondProof();
  const revealCodes = useRevealCodes();
  const { form, state } = useActionForm({
    schema: newPasskeyFormSchema,
    values: { name: deviceName(navigator.userAgent) },
    fields: ['name', 'password', 'code'],
    submit: ({ name, ...given }) => proof.submitWith((passkey) => add(name, { ...given, passkey })),
    onDone({ recoveryCodes }) {
      onClose();
      toast.success('Your passkey is added');
      if (recoveryCodes) revealCodes({ answer: { recoveryCodes } });
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Add a passkey"
      description="Your browser asks where to save it: on this device, or on another one such as your phone."
      action="Add passkey"
      {...state}
      onClose={onClose}
    >
      <Field label="Name" hint="To know it again, such as “Work laptop”." error={errors.name?.message}>
        <Input autoComplete="off" {...form.register('name')} />
      </Field>
      <ProofFields
        proof={proof}
        password={form.register('password')}
        code={() => form.register('code', { shouldUnregister: true })}
        errors={{ password: errors.password?.message, code: errors.code?.message }}
      />
    </FormDialog>
  );
}
