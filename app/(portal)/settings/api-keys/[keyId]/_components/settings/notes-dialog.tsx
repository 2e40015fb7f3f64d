import { NotesFields } from '@/app/(portal)/settings/api-keys/_components/notes-fields';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { annotateKeyAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import { toast } from '@/components/ui/toast';
import { annotateSchema } from '@/lib/domain/key-settings/schema';
import { say } from '@/lib/say';

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
  const { errors, isSubmitted } = form.formState;
  return (
    <FormDialog
      title="Change notes"
      description={say`For people. They don’t affect calls.`}
      {...state}
      onClose={onClose}
    >
      <NotesFields
        owner={form.register('owner')}
        note={form.register('note')}
        tags={form.getValues('tags')}
        onTagsChange={(entered) =>
          form.setValue('tags', entered, { shouldDirty: true, shouldValidate: isSubmitted })
        }
        errors={errors}
      />
    </FormDialog>
  );
}
