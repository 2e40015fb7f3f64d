import type { Refusal, Result } from '@/lib/errors';

/** An error that only the person who runs the program can fix. The message says how. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/** The texts of a refusal, one sentence on a line. */
export function explain({ message, fields = {} }: Refusal): string {
  return Object.keys(fields).length > 0 ? Object.values(fields).join('\n') : message;
}

/** The value of a verb's result, for a program. ↵ @throws OperatorError with the texts of a refusal */
export function granted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new OperatorError(explain(result.refusal));
}

/** Runs the start of a program. An OperatorError ends it with only its message and exit code 1. */
export async function main(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
