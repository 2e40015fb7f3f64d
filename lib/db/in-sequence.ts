import type { Transaction } from '@prisma/driver-adapter-utils';

type Task = <T>(run: () => Promise<T>) => Promise<T>;

/** Returns a function that runs each task after the one before has ended, successfully or not. */
function createSequence(): Task {
  let previous: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = previous.then(run);
    previous = result.catch(() => {});
    return result;
  };
}

/**
 * Runs the statements of a transaction one after the other, including savepoints. Prisma reads related records at the
 * same time, on the one connection of the transaction. The driver queues such statements, warns that this is
 * deprecated, and will refuse them in its next major version.
 */
export function inSequence(transaction: Transaction): Transaction {
  const next = createSequence();
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  transaction.queryRaw = (query) => next(() => queryRaw(query));
  transaction.executeRaw = (query) => next(() => executeRaw(query));
  return transaction;
}
