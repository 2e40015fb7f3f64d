/**
 * Makes a function that lets all its callers go on together, when no promise of this turn of the event loop is left to settle.
 *
 * The keys of a batch are confirmed together, so their calls end together. Responses that are written one after another,
 * with nothing between them, wake a client once for all of them instead of once for each.
 */
export function inStep(): () => Promise<void> {
  let waiting: Promise<void> | undefined;
  return () => {
    waiting ??= new Promise((resolve) => {
      process.nextTick(() => {
        waiting = undefined;
        resolve();
      });
    });
    return waiting;
  };
}
