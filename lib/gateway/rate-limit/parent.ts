import cluster from 'node:cluster';
import type { Counters, Tally } from '@/lib/gateway/rate-limit/counters';
import { memoryCounters } from '@/lib/gateway/rate-limit/memory';

/** What a child asks: to count a call of each key or workspace. */
interface Question {
  batch: number;
  ids: string[];
}

interface Answer {
  batch: number;
  /** In the order of the question. */
  tallies: Tally[];
}

function isQuestion(message: unknown): message is Question {
  return typeof message === 'object' && message !== null && 'ids' in message;
}

function isAnswer(message: unknown): message is Answer {
  return typeof message === 'object' && message !== null && 'tallies' in message;
}

/** Counts in the memory of this process for all of its children. */
export function countForChildren(): void {
  const counters = memoryCounters();
  cluster.on('message', async (child, message: unknown) => {
    if (!isQuestion(message)) return;
    const tallies = await Promise.all(message.ids.map((id) => counters.count(id)));
    const answer: Answer = { batch: message.batch, tallies };
    // A child that has ended since needs no answer.
    child.send(answer, () => {});
  });
}

/** Counts in the parent process, so that all of its children count together. The calls that arrive together are one message. */
export function countersInParent(): Counters {
  const waiting = new Map<number, (tallies: Tally[]) => void>();
  let gathering: { ids: string[]; tallies: Promise<Tally[]> } | undefined;
  let batches = 0;

  function receive(message: unknown): void {
    if (!isAnswer(message)) return;
    waiting.get(message.batch)?.(message.tallies);
    waiting.delete(message.batch);
  }

  function gather(): { ids: string[]; tallies: Promise<Tally[]> } {
    const ids: string[] = [];
    const tallies = new Promise<Tally[]>((resolve) => {
      setImmediate(() => {
        gathering = undefined;
        batches += 1;
        waiting.set(batches, resolve);
        const question: Question = { batch: batches, ids };
        process.send?.(question);
      });
    });
    return { ids, tallies };
  }

  process.on('message', receive);
  return {
    async count(id) {
      gathering ??= gather();
      const { ids, tallies } = gathering;
      const position = ids.push(id) - 1;
      const tally = (await tallies)[position];
      if (!tally) throw new Error('The parent process did not count every call.');
      return tally;
    },
    async close() {
      process.off('message', receive);
    },
  };
}
