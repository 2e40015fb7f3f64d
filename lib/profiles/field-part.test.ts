import { expect, it } from 'vitest';
import { z } from 'zod';
import { partOf } from '@/lib/profiles/field-part';

const query = z.strictObject({ page: z.string() });
const shapes = {
  params: z.strictObject({ id: z.string() }),
  query,
  body: z.strictObject({ to: z.array(z.string()) }).refine(({ to }) => to.length > 0),
};

it.each([
  ['id', shapes, 'params'],
  ['page', shapes, 'query'],
  ['to.0', shapes, 'body'],
  ['surprise', shapes, 'body'],
  ['surprise', { query }, 'query'],
  ['surprise', {}, 'query'],
])('finds %s of %o in the %s', (path, declared, part) => {
  expect(partOf(declared, path)).toBe(part);
});
