import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { Refusal } from '@/lib/errors';

/**
 * Shows what a verb refused: at the fields that it names, of which the first gets the focus. What no field shows is shown
 * for the form as a whole.
 * @param shown the fields that show their own errors
 */
export function showRefusal<Input extends FieldValues>(
  form: { setError: UseFormSetError<Input> },
  shown: readonly Path<Input>[],
  { message, fields = {} }: Refusal,
): void {
  const isShown = (name: string): name is Path<Input> =>
    shown.some((field) => name === field || name.startsWith(`${field}.`));
  const names = Object.keys(fields);
  const shownNames = names.filter(isShown);
  for (const [index, name] of shownNames.entries()) {
    form.setError(name, { message: fields[name] }, { shouldFocus: index === 0 });
  }
  if (names.length > 0 && shownNames.length === names.length) return;
  const others = names.filter((name) => !isShown(name)).map((name) => fields[name]);
  form.setError('root', { message: others.join(' ') || message });
}
