import type { Refusal, Result } from '@/lib/errors';

/** A program cannot go on, and only the person who runs it can fix that; the message says how. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/** What a refusal says, one sentence on a line. */
export function explain({ message, fields = {} }: Refusal): string {
  return Object.keys(fields).length > 0 ? Object.values(fields).join('\n') : message;
}

/**
 * What a verb granted to a program.
 * @throws OperatorError with the sentences of what it refused
 */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new OperatorError(explain(result.refusal));
}

/** Runs a program to the end of its start; an OperatorError ends it with its message alone, and exit code 1. */
export async function main(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
