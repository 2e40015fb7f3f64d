import { useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { say } from '@/lib/say';

const toTags = (text: string) => text.split(/[\s,]+/).filter((tag) => tag !== '');

interface NotesFieldsProps {
  /** The attributes of the fields for the owner and the note. */
  owner: UseFormRegisterReturn;
  note: UseFormRegisterReturn;
  tags: readonly string[];
  onTagsChange(tags: string[]): void;
  errors: {
    owner?: { message?: string | undefined } | undefined;
    note?: { message?: string | undefined } | undefined;
    /** Of the list, or of each tag. */
    tags?: { message?: string | undefined } | ({ message?: string | undefined } | undefined)[] | undefined;
  };
}

/** The fields for the owner, the tags and the note of a key. */
export function NotesFields({ owner, note, tags, onTagsChange, errors }: NotesFieldsProps) {
  const [text, setText] = useState(tags.join(', '));
  const tagErrors = Array.isArray(errors.tags) ? errors.tags.find((error) => error) : errors.tags;
  return (
    <>
      <Field
        label="Owner"
        hint={say`The team or person who answers for this key`}
        error={errors.owner?.message}
      >
        <Input autoComplete="off" {...owner} />
      </Field>
      <Field label="Tags" hint="Separate tags with commas or spaces." error={tagErrors?.message}>
        <Input
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            onTagsChange(toTags(target.value));
          }}
        />
      </Field>
      <Field label="Note" hint="Such as where the secret is stored" error={errors.note?.message}>
        <Input autoComplete="off" {...note} />
      </Field>
    </>
  );
}
