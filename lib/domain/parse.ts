import type { z } from 'zod';
import { type Refusal, refuse } from '@/lib/errors';

/** What is wrong, by path (`to`, `scopes.0`); the whole input's own faults stand under `input`. */
function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message;
  return fields;
}

/** Parses a verb's input; what does not fit becomes INVALID_REQUEST with one message a field. */
export function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
): { ok: true; value: z.output<T> } | { ok: false; refusal: Refusal } {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refuse('INVALID_REQUEST', 'Some of the input is not valid.', { fields: fieldErrors(parsed.error) });
}
