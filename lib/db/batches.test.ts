import { setImmediate as endOfTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inBatches } from '@/lib/db/batches';

/** A function in batches that returns what it gets, the batches so far, and what lets the running one end. */
function recorded() {
  const batches: string[][] = [];
  let end = () => {};
  const ask = inBatches(async (items: readonly string[]) => {
    batches.push([...items]);
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    return [...items];
  });
  return { ask, batches, end: () => end() };
}

describe('inBatches', () => {
  it('combines the calls of a turn and gives each its own answer', async () => {
    const { ask, batches, end } = recorded();
    const answers = Promise.all([ask('a'), ask('b')]);
    await endOfTurn();
    end();
    expect(await answers).toEqual(['a', 'b']);
    expect(batches).toEqual([['a', 'b']]);
  });

  it('begins the next batch after this one, with what was asked until the end of the turn after it', async () => {
    const { ask, batches, end } = recorded();
    const first = ask('a');
    await endOfTurn();
    const second = ask('b');
    await endOfTurn();
    expect(batches).toEqual([['a']]);

    end();
    await first;
    const again = ask('c');
    await endOfTurn();
    const inNextTurn = ask('d');
    await endOfTurn();
    expect(batches).toEqual([['a'], ['b', 'c', 'd']]);

    end();
    expect(await Promise.all([second, again, inNextTurn])).toEqual(['b', 'c', 'd']);
  });

  it('fails all calls of a batch that fails, and none of the next one', async () => {
    const ask = inBatches(async (items: readonly string[]) => {
      if (items.includes('wrong')) throw new Error('wrong');
      return [...items];
    });
    const failed = await Promise.allSettled([ask('wrong'), ask('a')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ask('b')).toBe('b');
  });
});
