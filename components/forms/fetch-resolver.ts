import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

type Schema<Input, Output> = z.ZodType<Output, Input>;

/**
 * The schema of a form. A form that its page contains from the start gives a function that fetches it: zod weighs more than
 * all forms, and a visitor who only reads needs none of it.
 */
export type FormSchema<Input, Output> = Schema<Input, Output> | (() => Promise<Schema<Input, Output>>);

/** Fetches what checks a form, and its schema if the page does not have it yet. Fetches nothing twice. */
export async function fetchResolver<Input extends FieldValues, Output>(
  schema: FormSchema<Input, Output>,
): Promise<Resolver<Input, unknown, Output>> {
  const [{ schemaResolver }, fetched] = await Promise.all([
    import('@/components/forms/schema-resolver'),
    typeof schema === 'function' ? schema() : schema,
  ]);
  return schemaResolver(fetched);
}
