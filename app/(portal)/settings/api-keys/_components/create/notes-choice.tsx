import { useState } from 'react';
import type { KeyForm } from '@/app/(portal)/settings/api-keys/_components/create/use-key-form';
import { NotesFields } from '@/app/(portal)/settings/api-keys/_components/notes-fields';
import { say } from '@/lib/say';

/** Owner, tags and note of the new key, folded away unless the form begins with some. */
export function NotesChoice({ form }: { form: KeyForm }) {
  const { errors, isSubmitted, submitCount } = form.formState;
  const { owner = '', tags = [], note = '' } = form.getValues();
  const isFilled = owner !== '' || tags.length > 0 || note !== '';
  const [chosen, setChosen] = useState({ isOpen: isFilled, after: 0 });
  const hasErrors = Boolean(errors.owner ?? errors.tags ?? errors.note);
  return (
    <details
      // It opens each time the form is sent with a mistake in it.
      open={chosen.isOpen || (hasErrors && submitCount > chosen.after)}
      onToggle={({ currentTarget }) => setChosen({ isOpen: currentTarget.open, after: submitCount })}
      className="rounded-lg border"
    >
      <summary className="cursor-pointer rounded-lg px-3.5 py-2.5 font-medium hover:bg-hover">
        Owner, tags and note (optional)
      </summary>
      <div className="space-y-4 px-3.5 pt-2 pb-3.5">
        <p className="text-[0.8125rem] text-ink-muted">{say`For people. They don’t affect calls of the key.`}</p>
        <NotesFields
          owner={form.register('owner')}
          note={form.register('note')}
          tags={tags}
          onTagsChange={(entered) =>
            form.setValue('tags', entered, { shouldDirty: true, shouldValidate: isSubmitted })
          }
          errors={errors}
        />
      </div>
    </details>
  );
}
