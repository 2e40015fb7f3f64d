import { z } from 'zod';

/** A number as callers write it: as text, or as digits without quotes. */
export const phoneNumber = z.union([z.string(), z.int()]).transform(String);

/** A number as the domain reads it. Callers may leave out the plus sign. */
export function withPlus(number: string): string {
  const trimmed = number.trim();
  return /^[1-9]\d*$/.test(trimmed) ? `+${trimmed}` : trimmed;
}
