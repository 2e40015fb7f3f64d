interface Queue {
  running: number;
  /** Each starts a task that waits. The first in the queue comes first. */
  waiting: Set<() => void>;
}

/** Lets a limited number of tasks of each key run at a time. The others wait for their turn. */
export class Turns {
  /** The queues of keys that have a task running. */
  private readonly queues = new Map<string, Queue>();

  /**
   * @param atATime how many tasks of a key run at a time
   * @param maxWaitMs how long a task waits
   */
  constructor(
    private readonly atATime: number,
    private readonly maxWaitMs: number,
  ) {}

  /**
   * Runs a task when it is its turn.
   * @param orElse runs instead if the task waits too long
   */
  async run<T>(key: string, task: () => Promise<T>, orElse: () => T): Promise<T> {
    const queue = this.queues.get(key) ?? { running: 0, waiting: new Set() };
    this.queues.set(key, queue);
    if (queue.running < this.atATime) queue.running += 1;
    else if (!(await this.waitIn(queue))) return orElse();
    try {
      return await task();
    } finally {
      this.finish(key, queue);
    }
  }

  /** False if it took too long. */
  private waitIn({ waiting }: Queue): Promise<boolean> {
    return new Promise((resolve) => {
      const start = () => {
        clearTimeout(timeout);
        resolve(true);
      };
      const timeout = setTimeout(() => {
        waiting.delete(start);
        resolve(false);
      }, this.maxWaitMs);
      waiting.add(start);
    });
  }

  private finish(key: string, queue: Queue): void {
    const [startNext] = queue.waiting;
    if (startNext) {
      // The next task starts instead, so the number of running ones stays the same.
      queue.waiting.delete(startNext);
      startNext();
      return;
    }
    queue.running -= 1;
    if (queue.running === 0) this.queues.delete(key);
  }
}
