import { useState } from 'react';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { annotateKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { annotateSchema } from '@/lib/domain/key-settings/schema';
import { say } from '@/lib/say';

const toTags = (text: string) => text.split(/[\s,]+/).filter((tag) => tag !== '');

/** Changes the owner, the tags and the note of the key. */
export function NotesDialog({ apiKey, draft, onClose }: EditorProps) {
  const { owner, tags, note } = apiKey;
  const { form, state } = useActionForm({
    schema: annotateSchema,
    values: { keyId: apiKey.id, owner, tags, note, from: { owner, tags, note } },
    fields: ['owner', 'tags', 'note'],
    draft,
    submit: annotateKeyAction,
    onDone() {
      onClose();
      toast.success('Notes saved');
    },
  });
  const [text, setText] = useState(form.getValues('tags').join(', '));
  const { errors, isSubmitted } = form.formState;
  const tagErrors = Array.isArray(errors.tags) ? errors.tags : [];
  return (
    <FormDialog
      title="Change notes"
      description={say`For people. They don’t affect calls.`}
      {...state}
      onClose={onClose}
    >
      <Field
        label="Owner"
        hint={say`The team or person who answers for this key`}
        error={errors.owner?.message}
      >
        <Input autoComplete="off" {...form.register('owner')} />
      </Field>
      <Field
        label="Tags"
        hint="Separate tags with commas or spaces."
        error={errors.tags?.message ?? tagErrors.find((error) => error)?.message}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            form.setValue('tags', toTags(target.value), { shouldDirty: true, shouldValidate: isSubmitted });
          }}
        />
      </Field>
      <Field label="Note" hint="Such as where the secret is stored" error={errors.note?.message}>
        <Input autoComplete="off" {...form.register('note')} />
      </Field>
    </FormDialog>
  );
}
