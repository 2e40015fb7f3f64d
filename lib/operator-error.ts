/** A program cannot go on, and only who runs it can mend that; the message tells them in plain sentences. */
export class OperatorError extends Error {
  override name = 'OperatorError';
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
