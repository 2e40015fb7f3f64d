'use client';

import { useRef } from 'react';
import type { DefaultValues, FieldValues } from 'react-hook-form';
import type { FormSchema } from '@/components/forms/fetch-resolver';
import { FormDialog } from '@/components/forms/form-dialog';
import { useActionForm } from '@/components/forms/use-action-form';
import type { Result } from '@/lib/errors';

interface QuestionDialogProps<Input extends FieldValues, Done> {
  title: string;
  description: string;
  /** The label of the button that confirms. */
  action: string;
  schema: FormSchema<Input, Input>;
  values: DefaultValues<Input>;
  submit(input: Input): Promise<Result<Done>>;
  onDone(): void;
  onClose(): void;
}

/** Asks before something that is hard to undo. Enter does not confirm it. */
export function QuestionDialog<Input extends FieldValues, Done>({
  schema,
  values,
  submit,
  onDone,
  ...dialog
}: QuestionDialogProps<Input, Done>) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  const { state } = useActionForm({ schema, values, submit, onDone });
  return <FormDialog danger cancelButton={cancelButton} {...dialog} {...state} />;
}
