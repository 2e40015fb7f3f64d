import type { BaseSyntheticEvent } from 'react';
import { type DefaultValues, type FieldValues, type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { schemaResolver } from '@/components/schema-resolver';
import { unreachable } from '@/components/unreachable';
import type { Result } from '@/lib/errors';

interface SavedForm<Input extends FieldValues, Output extends FieldValues, Saved> {
  schema: z.ZodType<Output, Input>;
  values: DefaultValues<NoInfer<Input>>;
  save(input: NoInfer<Output>): Promise<Result<Saved>>;
  onSaved(saved: Saved): void;
}

/**
 * A form that a server action saves. It is checked as the verb will check it, so what the verb alone can know and
 * refuses is said of the form as a whole.
 */
export function useSavedForm<Input extends FieldValues, Output extends FieldValues, Saved>({
  schema,
  values,
  save,
  onSaved,
}: SavedForm<Input, Output, Saved>): {
  form: UseFormReturn<Input, unknown, Output>;
  submit(event?: BaseSyntheticEvent): Promise<void>;
} {
  const form = useForm<Input, unknown, Output>({ resolver: schemaResolver(schema), defaultValues: values });
  const submit = form.handleSubmit(async (input) => {
    const result = await save(input).catch(unreachable);
    if (result.ok) return onSaved(result.value);
    const { message, fields = {} } = result.refusal;
    form.setError('root', { message: Object.values(fields).join(' ') || message });
  });
  return { form, submit };
}
