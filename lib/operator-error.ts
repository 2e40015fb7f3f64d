import type { Result } from '@/lib/errors';

/** A program cannot go on, and only who runs it can mend that; the message tells them in plain sentences. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/**
 * What a verb granted to a program.
 * @throws OperatorError with the sentences of what it refused
 */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { message, fields = {} } = result.refusal;
  throw new OperatorError(Object.keys(fields).length > 0 ? Object.values(fields).join('\n') : message);
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
