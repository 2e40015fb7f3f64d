import cluster from 'node:cluster';
import { SECOND } from '@/lib/clock';
import type { Counters, Tally } from '@/lib/gateway/rate-limit/counters';
import { memoryCounters } from '@/lib/gateway/rate-limit/memory';
import { log } from '@/lib/log';

/** How long calls wait for the parent. It takes no requests, so it answers at once unless it hangs. */
const PATIENCE_MS = 2 * SECOND;

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
  cluster.on('message', (child, message: unknown) => {
    if (!isQuestion(message)) return;
    const tallies = message.ids.map((id) => counters.count(id));
    const answer: Answer = { batch: message.batch, tallies };
    // A child that has ended since needs no answer.
    child.send(answer, () => {});
  });
}

/**
 * Counts in the parent process, so that all of its children count together. The calls that arrive together are one message.
 * While the parent does not answer, this process counts by itself, from what the parent has counted last.
 */
export function countersInParent(): Counters {
  const own = memoryCounters();
  const waiting = new Map<number, (tallies: Tally[] | undefined) => void>();
  let gathering: { ids: string[]; tallies: Promise<Tally[] | undefined> } | undefined;
  let batches = 0;
  let isSilent = false;

  function receive(message: unknown): void {
    if (!isAnswer(message)) return;
    if (isSilent) log.info('The parent process counts calls again');
    isSilent = false;
    waiting.get(message.batch)?.(message.tallies);
  }

  function ask(ids: string[], answered: (tallies: Tally[] | undefined) => void): void {
    batches += 1;
    const batch = batches;
    const patience = setTimeout(() => {
      if (!isSilent) log.warn('The parent process does not answer: each process limits rates by itself');
      isSilent = true;
      waiting.get(batch)?.(undefined);
    }, PATIENCE_MS);
    waiting.set(batch, (tallies) => {
      clearTimeout(patience);
      waiting.delete(batch);
      answered(tallies);
    });
    const question: Question = { batch, ids };
    process.send?.(question);
  }

  function gather() {
    const ids: string[] = [];
    const tallies = new Promise<Tally[] | undefined>((resolve) => {
      setImmediate(() => {
        gathering = undefined;
        ask(ids, resolve);
      });
    });
    return { ids, tallies };
  }

  process.on('message', receive);
  return {
    async count(id) {
      // The answer to the last question ends the silence, because messages between processes are not lost.
      if (isSilent) return own.count(id);
      gathering ??= gather();
      const { ids, tallies } = gathering;
      const position = ids.push(id) - 1;
      const tally = (await tallies)?.[position];
      if (!tally) return own.count(id);
      own.set(id, tally);
      return tally;
    },
    async close() {
      process.off('message', receive);
    },
  };
}
