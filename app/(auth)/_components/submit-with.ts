import type { BaseSyntheticEvent } from 'react';
import type { FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { failedCall } from '@/components/outdated/failed-call';
import type { Refusal, Result } from '@/lib/errors';

/** Shows a refusal where it belongs: at the fields it names, or above the button. */
function showRefusal<T extends FieldValues>(form: UseFormReturn<T>, refusal: Refusal): void {
  const values = form.getValues();
  const isField = (name: string): name is Path<T> => name in values;
  const fields = Object.entries(refusal.fields ?? {});
  let shouldFocus = true;
  for (const [name, message] of fields) {
    if (!isField(name)) continue;
    form.setError(name, { message }, { shouldFocus });
    shouldFocus = false;
  }
  if (shouldFocus) form.setError('root', { message: refusal.message });
}

/**
 * A form's submit handler: sends the values, then goes on, or shows what was refused.
 * @param isStep whether a refusal is no fault but a further step, which it then takes
 */
export function submitWith<T extends FieldValues, R>(
  form: UseFormReturn<T>,
  send: (values: T) => Promise<Result<R>>,
  goOn: (value: R, values: T) => void,
  isStep: (refusal: Refusal) => boolean = () => false,
): (event: BaseSyntheticEvent) => Promise<void> {
  return form.handleSubmit(async (values) => {
    const result = await send(values).catch(failedCall);
    if (result.ok) goOn(result.value, values);
    else if (!isStep(result.refusal)) showRefusal(form, result.refusal);
  });
}
