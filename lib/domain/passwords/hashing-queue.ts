/** Each hash needs a processor and 19 MiB of memory, so few run at the same time. */
const CONCURRENCY = 2;
/** When this many wait, more are turned away at once. */
const MAX_WAITING = 30;

let running = 0;
const waiting: Array<() => void> = [];

/** Runs `work` when fewer than two others run. Returns null if the queue is full. */
export async function queueHashing<T>(work: () => Promise<T>): Promise<T | null> {
  if (running >= CONCURRENCY) {
    if (waiting.length >= MAX_WAITING) return null;
    // When a task finishes, it starts the next one, so the count stays the same.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running++;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
