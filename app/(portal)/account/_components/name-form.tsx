'use client';

import { useState } from 'react';
import { renameSelfAction } from '@/app/(portal)/account/actions';
import { SettingsForm } from '@/components/forms/settings-form';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Control } from '@/lib/domain/permissions';

/** The member's own name. */
export function NameForm({ name, control }: { name: string; control: Control }) {
  const [saved, setSaved] = useState(false);
  const { form, state } = useActionForm({
    schema: async () => (await import('@/lib/domain/own-account/schema')).renameSelfSchema,
    values: { name },
    fields: ['name'],
    draft: 'own-name',
    submit: renameSelfAction,
    onDone(renamed) {
      form.reset(renamed);
      setSaved(true);
    },
  });
  const { pending, refusal, onSubmit } = state;
  return (
    <SettingsForm
      control={control}
      action="Save name"
      pending={pending}
      done={saved && 'Name saved'}
      refusal={refusal}
      onSubmit={onSubmit}
      onChange={() => setSaved(false)}
    >
      <Field label="Your name" error={form.formState.errors.name?.message} className="max-w-sm">
        <Input autoComplete="name" defaultValue={name} {...form.register('name')} />
      </Field>
    </SettingsForm>
  );
}
