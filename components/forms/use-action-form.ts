import type { BaseSyntheticEvent } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { showRefusal } from '@/components/forms/show-refusal';
import { failedCall } from '@/components/outdated/failed-call';
import { useDraft, useRestoredDraft } from '@/components/outdated/use-draft';
import type { Refusal, Result } from '@/lib/errors';

interface ActionForm<Input extends FieldValues, Output extends FieldValues, Done> {
  /** The verb's own schema. */
  schema: z.ZodType<Output, Input>;
  values?: DefaultValues<NoInfer<Input>>;
  /** The fields that show their own errors. What the verb refuses of other fields is shown for the form as a whole. */
  fields?: readonly Path<NoInfer<Input>>[];
  /** The name under which a reload keeps what was typed; leave it out for a form that asks for secrets only. */
  draft?: string;
  /** The fields that a reload does not keep, such as a password. */
  notInDraft?: readonly string[];
  submit(input: NoInfer<Output>): Promise<Result<Done>>;
  onDone(done: Done, input: NoInfer<Output>): void;
  /** Gets each refusal first; the form does not show it if this returns true. */
  onRefused?(refusal: Refusal): boolean;
}

/** The state of a form that its frame shows: FormDialog, SettingsForm or AuthForm. */
export interface ActionFormState {
  pending: boolean;
  /** Whether something is typed that is not saved. */
  unsaved: boolean;
  refusal: string | undefined;
  onSubmit(event?: BaseSyntheticEvent): Promise<void>;
}

/** A form that a server action takes: checks the input, sends it, and shows what is refused. */
export function useActionForm<Input extends FieldValues, Output extends FieldValues, Done>({
  schema,
  values,
  fields = [],
  draft,
  notInDraft = [],
  submit,
  onDone,
  onRefused = () => false,
}: ActionForm<Input, Output, Done>): {
  form: UseFormReturn<Input, unknown, Output>;
  state: ActionFormState;
} {
  const draftFields = [...Object.keys(values ?? {}), ...fields].filter(
    (field) => !notInDraft.includes(field),
  );
  const restored = useRestoredDraft(draft, draftFields);
  const form = useForm<Input, unknown, Output>({
    resolver: schemaResolver(schema),
    defaultValues: { ...values, ...restored } as DefaultValues<Input>,
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const unsaved = isDirty || restored !== undefined;
  useDraft(form, { draft, fields: draftFields, isDirty: unsaved });

  const onSubmit = form.handleSubmit(async (input) => {
    const result = await submit(input).catch(failedCall);
    if (result.ok) onDone(result.value, input);
    else if (!onRefused(result.refusal)) showRefusal(form, fields, result.refusal);
  });
  return { form, state: { pending: isSubmitting, unsaved, refusal: errors.root?.message, onSubmit } };
}
