/** Each hashing keeps a processor busy and 19 MiB of memory taken; the rest of the server needs both. */
const AT_ONCE = 2;
/** Who would have to wait behind more than these is turned away at once. */
const WAITING_MAX = 30;

let running = 0;
const waiting: Array<() => void> = [];

/** Runs `work` when one of the few places is free, or returns null when the queue is full. */
export async function queueHashing<T>(work: () => Promise<T>): Promise<T | null> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_MAX) return null;
    // Whoever leaves hands its place over, so the count stays as it is.
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
