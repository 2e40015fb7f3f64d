import { expect, it } from 'vitest';
import { z } from 'zod';
import { requestFields, responseFields } from '@/lib/profiles/reference/fields';

const described = (shape: z.ZodType) =>
  requestFields(z.strictObject({ value: shape })).map(({ type, required, description }) => [
    type,
    required,
    description,
  ]);

it.each<[string, z.ZodType, [string, boolean, string]]>([
  ['a text', z.string().min(1).max(5).describe('A text.'), ['string', true, 'A text. 1 to 5 characters.']],
  ['a text of one length', z.string().length(3), ['string', true, '3 characters.']],
  ['an optional text', z.string().optional(), ['string', false, '']],
  ['a default', z.string().default('20'), ['string', false, 'Default: `20`.']],
  ['a choice', z.enum(['a', 'b']), ['string', true, 'One of `a`, `b`.']],
  ['a whole number', z.int(), ['integer', true, '']],
  ['a bounded number', z.int().min(1).max(9), ['integer', true, '1 to 9.']],
  ['a least number', z.int().min(1), ['integer', true, 'At least 1.']],
  ['nothing or a text', z.string().nullable(), ['string or null', true, '']],
  ['a time', z.iso.datetime(), ['date and time', true, '']],
  [
    'one or several',
    z.union([z.string(), z.array(z.string()).max(100)]),
    ['string or array of strings', true, 'At most 100 items.'],
  ],
])('describes %s', (_, shape, expected) => {
  expect(described(shape)).toEqual([expected]);
});

it('names what is in an object or a list by its path', () => {
  const shape = z.strictObject({
    price: z.strictObject({ amount: z.string() }),
    data: z.array(z.strictObject({ id: z.string() })),
  });
  expect(requestFields(shape).map(({ name }) => name)).toEqual([
    'price',
    'price.amount',
    'data',
    'data[].id',
  ]);
});

it('lists the fields of the first form of a response, and the outermost ones of the others', () => {
  const item = z.strictObject({ id: z.string() });
  const forms = responseFields(z.union([item, z.strictObject({ data: z.array(item) })]));
  expect(forms.map((fields) => fields.map(({ name }) => name))).toEqual([['id'], ['data']]);
  expect(responseFields(z.int())).toEqual([]);
});
