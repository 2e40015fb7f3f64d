import type { z } from 'zod';
import { issueMessage } from '@/lib/domain/issue-message';
import { type Refusal, refuseFields } from '@/lib/errors';

/** The paths that an issue is about. An unknown field has a path of its own, not that of the object around it. */
function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** The errors by path (`to`, `scopes.0`). Errors of the whole input are under `input`. */
function fieldErrors({ issues }: z.ZodError): Record<string, string> {
  const fields = new Map<string, string>();
  for (const issue of issues) {
    for (const path of pathsOf(issue)) {
      const name = path.join('.') || 'input';
      if (!fields.has(name)) fields.set(name, issue.message);
    }
  }
  return Object.fromEntries(fields);
}

/** `input` without the fields at `paths` that are null. */
function withoutNulls(input: unknown, paths: readonly PropertyKey[][]): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const below = Map.groupBy(paths, ([key]) => key);
  const follow = (value: unknown, key: PropertyKey) =>
    withoutNulls(
      value,
      (below.get(key) ?? []).map((path) => path.slice(1)),
    );
  if (Array.isArray(input)) return input.map(follow);
  const kept = Object.entries(input).filter(([name, value]) => value !== null || !below.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, follow(value, name)]));
}

function safeParse<T extends z.ZodType>(schema: T, input: unknown) {
  return schema.safeParse(input, { error: issueMessage, reportInput: true });
}

/** Parses input. Where null is not allowed, it counts as a missing field. */
function parseNullAsAbsent<T extends z.ZodType>(schema: T, input: unknown) {
  const parsed = safeParse(schema, input);
  const nulls = (parsed.error?.issues ?? []).filter(
    (issue) => issue.input === null && typeof issue.path.at(-1) === 'string',
  );
  if (nulls.length === 0) return parsed;
  return safeParse(
    schema,
    withoutNulls(
      input,
      nulls.map(({ path }) => path),
    ),
  );
}

/**
 * Parses the input of a verb. Refuses with INVALID_REQUEST and one message for each field. A field may be null instead
 * of missing, as in our own responses.
 */
export function parse<T extends z.ZodType>(
  schema: T,
  input: unknown,
): { ok: true; value: z.output<T> } | { ok: false; refusal: Refusal } {
  const parsed = parseNullAsAbsent(schema, input);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refuseFields(fieldErrors(parsed.error));
}
