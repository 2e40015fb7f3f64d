interface Batch<Item, Answer> {
  items: Item[];
  answers: Promise<Answer[]>;
}

/**
 * Makes one question out of all that are asked in the same turn of the event loop, and while the one before is still
 * being answered. Nothing is remembered.
 *
 * @param ask answers many at once, in their order; when it fails, so does each
 */
export function inBatches<Item, Answer>(
  ask: (items: readonly Item[]) => Promise<Answer[]>,
): (item: Item) => Promise<Answer> {
  /** The batch that still takes items, if there is one. */
  let open: Batch<Item, Answer> | undefined;
  /** The question on its way, or the last one. */
  let asking: Promise<unknown> = Promise.resolve();

  function openBatch(): Batch<Item, Answer> {
    const items: Item[] = [];
    const endOfTurn = new Promise<void>((resolve) => setImmediate(resolve));
    const answers = Promise.all([endOfTurn, asking]).then(() => {
      open = undefined;
      const answered = ask(items);
      asking = answered.catch(() => {});
      return answered;
    });
    return { items, answers };
  }

  return async (item) => {
    open ??= openBatch();
    const { items, answers } = open;
    const index = items.push(item) - 1;
    const answer = (await answers)[index];
    if (answer === undefined) throw new Error('A question in a batch was left without an answer.');
    return answer;
  };
}
