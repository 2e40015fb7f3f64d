import { describe, expect, it } from 'vitest';
import { paginate } from '@/lib/domain/paging/paginate';
import { granted } from '@/lib/testing/factories/api-keys';

const format = { encode: (n: number) => `after-${n}`, decode: (text: string) => readNumber(text) };

function readNumber(text: string): number | undefined {
  const [, digits] = /^after-(\d+)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function listOf(count: number, cursor: string | undefined, limit: number, page?: number, offset?: number) {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const read = async (position: number | undefined, take: number, skip: number) =>
    numbers.filter((n) => position === undefined || n > position).slice(skip, skip + take);
  return paginate({
    ...{ cursor, page, offset, limit, format, read },
    positionOf: (n: number) => n,
    count: async () => numbers.length,
  });
}

describe('paginate', () => {
  it.each([0, 1, 2, 3, 7])('returns each of %d items once, in order', async (count) => {
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = granted(await listOf(count, cursor, 3));
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: count }, (_, n) => n));
  });

  it('has no next page if the last page is full', async () => {
    expect(granted(await listOf(3, undefined, 3))).toEqual({ items: [0, 1, 2], nextCursor: null });
  });

  it.each(['', 'after-', 'nonsense'])('refuses the cursor %j', async (cursor) => {
    expect(await listOf(3, cursor, 3)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { cursor: expect.any(String) } },
    });
  });

  it('returns pages by number, with the number of all items', async () => {
    expect(granted(await listOf(7, undefined, 3, 1))).toMatchObject({ items: [0, 1, 2], total: 7 });
    expect(granted(await listOf(7, undefined, 3, 3))).toEqual({ items: [6], nextCursor: null, total: 7 });
    expect(granted(await listOf(7, undefined, 3, 4))).toEqual({ items: [], nextCursor: null, total: 7 });
  });

  it('refuses a page number together with a cursor', async () => {
    expect(await listOf(3, 'after-1', 3, 2)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { page: expect.any(String) } },
    });
  });

  it('leaves out the first items, but refuses that together with a cursor, which would lose items', async () => {
    expect(granted(await listOf(7, undefined, 3, undefined, 2))).toMatchObject({ items: [2, 3, 4] });
    expect(await listOf(7, 'after-1', 3, undefined, 2)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { offset: expect.any(String) } },
    });
  });
});
