import { expect, it } from 'vitest';
import { newRequestId } from '@/lib/gateway/request-id';

it('makes ids of the same form that never repeat', () => {
  const ids = Array.from({ length: 10_000 }, newRequestId);
  expect(new Set(ids).size).toBe(10_000);
  expect(ids.filter((id) => !/^req_[0-9A-Za-z]{22}$/.test(id))).toEqual([]);
});
