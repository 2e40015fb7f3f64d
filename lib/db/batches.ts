import { setImmediate as endOfTurn } from 'node:timers/promises';

interface Batch<Item, Answer> {
  items: Item[];
  answers: Promise<Answer[]>;
}

/**
 * Combines all calls of a function in the same turn of the event loop into one batch, and also those that arrive while the batch
 * before is running. The next batch begins two turns after it ends, because callers who get an answer often ask again at once.
 * Nothing is cached.
 *
 * @param ask takes the items of a batch and returns their results in the same order; if it fails, all calls fail
 */
export function inBatches<Item, Answer>(
  ask: (items: readonly Item[]) => Promise<Answer[]>,
): (item: Item) => Promise<Answer> {
  /** The batch that can take more items, if there is one. */
  let open: Batch<Item, Answer> | undefined;
  /** Ends two turns after the batch before: the turn of its answers, and the one in which its callers ask again. */
  let pause: Promise<unknown> = Promise.resolve();

  function openBatch(): Batch<Item, Answer> {
    const items: Item[] = [];
    const answers = Promise.all([endOfTurn(), pause]).then(() => {
      open = undefined;
      const answered = ask(items);
      pause = answered
        .catch(() => {})
        .then(() => endOfTurn())
        .then(() => endOfTurn());
      return answered;
    });
    return { items, answers };
  }

  return (item) => {
    open ??= openBatch();
    const { items, answers } = open;
    const index = items.push(item) - 1;
    return answers.then((all) => {
      const answer = all[index];
      if (answer === undefined) throw new Error('A question in a batch was left without an answer.');
      return answer;
    });
  };
}
