import type { BaseSyntheticEvent } from 'react';
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { schemaResolver } from '@/components/forms/schema-resolver';
import { failedCall } from '@/components/outdated/failed-call';
import { useDraft, useRestoredDraft } from '@/components/outdated/use-draft';
import type { Result } from '@/lib/errors';

interface SavedForm<Input extends FieldValues, Output extends FieldValues, Saved> {
  schema: z.ZodType<Output, Input>;
  values: DefaultValues<NoInfer<Input>>;
  /** The name under which a reload keeps what was typed; leave it out for a form that holds secrets. */
  draft?: string;
  save(input: NoInfer<Output>): Promise<Result<Saved>>;
  onSaved(saved: Saved): void;
}

/** How a form stands, as FormDialog and SettingsForm show it. */
export interface SavedFormState {
  pending: boolean;
  /** Whether there is something typed that is not saved. */
  unsaved: boolean;
  refusal: string | undefined;
  onSubmit(event?: BaseSyntheticEvent): Promise<void>;
}

/**
 * A form that a server action saves. It is checked with the verb's own schema, so a refusal of the verb is shown for
 * the form as a whole.
 */
export function useSavedForm<Input extends FieldValues, Output extends FieldValues, Saved>({
  schema,
  values,
  draft,
  save,
  onSaved,
}: SavedForm<Input, Output, Saved>): {
  form: UseFormReturn<Input, unknown, Output>;
  state: SavedFormState;
} {
  const fields = Object.keys(values);
  const restored = useRestoredDraft(draft, fields);
  const form = useForm<Input, unknown, Output>({
    resolver: schemaResolver(schema),
    defaultValues: { ...values, ...restored },
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const unsaved = isDirty || restored !== undefined;
  useDraft(form, { draft, fields, isDirty: unsaved });
  const onSubmit = form.handleSubmit(async (input) => {
    const result = await save(input).catch(failedCall);
    if (result.ok) return onSaved(result.value);
    const { message, fields: wrong = {} } = result.refusal;
    form.setError('root', { message: Object.values(wrong).join(' ') || message });
  });
  return { form, state: { pending: isSubmitting, unsaved, refusal: errors.root?.message, onSubmit } };
}
