import { expect, it } from 'vitest';
import { createCode, hashCode, isCorrect, sandboxCode } from '@/lib/domain/verifications/code';

it('draws every digit in every place, also zero in the first', () => {
  const codes = Array.from({ length: 2_000 }, () => createCode('live', '+31612345678', 4));
  for (const place of [0, 1, 2, 3]) {
    expect(new Set(codes.map((code) => code[place]))).toEqual(new Set('0123456789'));
  }
  expect(codes.every((code) => code.length === 4)).toBe(true);
});

it('has known codes for the documented recipients, in the sandbox only', () => {
  for (const recipient of ['+15005550100', 'delivered@example.com']) {
    expect(createCode('sandbox', recipient, 4)).toBe('1234');
    expect(createCode('sandbox', recipient, 10)).toBe('1234567890');
    expect(createCode('live', recipient, 10)).not.toBe('1234567890');
  }
  expect(createCode('sandbox', '+31612345678', 10)).not.toBe(sandboxCode(10));
});

it('recognizes a code of its verification alone', () => {
  const hash = hashCode('ver_1', '123456');
  expect(hash.equals(hashCode('ver_2', '123456'))).toBe(false);
  expect(isCorrect('ver_1', '123456', hash)).toBe(true);
  for (const [id, code] of [
    ['ver_2', '123456'],
    ['ver_1', '123457'],
    ['ver_1', ''],
  ] as const) {
    expect(isCorrect(id, code, hash)).toBe(false);
  }
  expect(isCorrect('ver_1', '123456', null)).toBe(false);
});
