'use client';

import { useState } from 'react';
import { Remarks } from '@/app/(portal)/settings/api-keys/[keyId]/signing/_components/remarks';
import { checkSignatureAction } from '@/app/(portal)/settings/api-keys/[keyId]/signing/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { Control } from '@/lib/domain/permissions';
import type { Remark } from '@/lib/domain/signature-checks/remark';

/** Checks the text that a developer's code signs, and the signature that it made. */
export function CheckForm({ keyId, control }: { keyId: string; control: Control }) {
  const [remarks, setRemarks] = useState<readonly Remark[]>();
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/signature-checks/schema')).checkSignatureSchema,
    values: { keyId, base: '', signature: '' },
    fields: ['base', 'signature'],
    submit: checkSignatureAction,
    onDone: setRemarks,
  });
  const { errors } = form.formState;
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Check"
      pending={pending}
      done={false}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setRemarks(undefined)}
    >
      <Field
        label="Signature base"
        hint="Print the text that your code signs, just before it signs it."
        error={errors.base?.message}
      >
        <Textarea
          rows={6}
          spellCheck={false}
          autoComplete="off"
          translate="no"
          className="font-mono"
          {...form.register('base')}
        />
      </Field>
      <Field
        label="Signature (optional)"
        hint="What your code made of it, in hexadecimal digits or base64. Not the signing secret."
        error={errors.signature?.message}
      >
        <Input spellCheck={false} autoComplete="off" className="font-mono" {...form.register('signature')} />
      </Field>
      <Remarks remarks={remarks} />
    </SettingsForm>
  );
}
