import type { Transaction } from '@prisma/driver-adapter-utils';

type Task = <T>(run: () => Promise<T>) => Promise<T>;

/** Runs each task after the one before it has ended, successfully or not. */
function createSequence(): Task {
  let previous: Promise<unknown> = Promise.resolve();
  return (run) => {
    const result = previous.then(run);
    previous = result.catch(() => {});
    return result;
  };
}

/**
 * Sends the statements of a transaction one after the other; savepoints are statements, too. Prisma asks for related
 * records at the same time, on the transaction's one connection. The driver queues such statements, warns that this is
 * deprecated, and refuses them from its next major version on.
 */
export function inSequence(transaction: Transaction): Transaction {
  const next = createSequence();
  const queryRaw = transaction.queryRaw.bind(transaction);
  const executeRaw = transaction.executeRaw.bind(transaction);
  transaction.queryRaw = (query) => next(() => queryRaw(query));
  transaction.executeRaw = (query) => next(() => executeRaw(query));
  return transaction;
}
