import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApiKeySchema } from '@/lib/domain/api-keys/schema';
import { messageReportSchema, reportedSchema } from '@/lib/domain/delivery/report-schema';
import { listMessagesSchema, sendMessagesSchema } from '@/lib/domain/messages/schema';
import { parse } from '@/lib/domain/parse';

function fieldsOf(schema: z.ZodType, input: unknown) {
  const parsed = parse(schema, input);
  return parsed.ok ? undefined : parsed.refusal.fields;
}

const anything = z.strictObject({
  text: z.string().min(3).max(5).optional(),
  full: z.string().min(1).optional(),
  amount: z.number().min(1).max(9).optional(),
  above: z.number().gt(1).lt(9).optional(),
  whole: z.int().optional(),
  five: z.number().multipleOf(5).optional(),
  flag: z.boolean().optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
  pair: z.array(z.string()).min(2).optional(),
  object: z.strictObject({ a: z.string() }).optional(),
  record: z.record(z.enum(['a']), z.string()).optional(),
  map: z.map(z.string(), z.string()).optional(),
  date: z.date().optional(),
  big: z.bigint().optional(),
  choice: z.enum(['a', 'b']).optional(),
  literal: z.literal('a').optional(),
  union: z.union([z.string(), z.boolean()]).optional(),
  kinds: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('a') })]).optional(),
  email: z.email().optional(),
  url: z.url().optional(),
  uuid: z.uuid().optional(),
  day: z.iso.date().optional(),
  time: z.iso.datetime().optional(),
  pattern: z.string().regex(/^a$/).optional(),
  start: z.string().startsWith('a').optional(),
  rule: z
    .string()
    .refine((value) => value === 'a')
    .optional(),
  never: z.never().optional(),
});

describe('a message', () => {
  it.each<[keyof z.input<typeof anything> | string, unknown, string]>([
    ['text', 1, 'This must be text.'],
    ['text', 'ab', 'Use at least 3 characters.'],
    ['text', 'abcdef', 'Use at most 5 characters.'],
    ['full', '', 'This must not be empty.'],
    ['amount', '1', 'This must be a number.'],
    ['amount', Number.NaN, 'This must be a number.'],
    ['amount', 0, 'This must be 1 or more.'],
    ['amount', 10, 'This must be 9 or less.'],
    ['above', 1, 'This must be more than 1.'],
    ['above', 9, 'This must be less than 9.'],
    ['whole', 1.5, 'This must be a whole number.'],
    ['whole', 2 ** 60, `This must be ${Number.MAX_SAFE_INTEGER} or less.`],
    ['five', 1, 'This must be a multiple of 5.'],
    ['flag', 'true', 'This must be true or false.'],
    ['list', 'a', 'This must be a list.'],
    ['list', [], 'List at least one.'],
    ['list', ['a', 'b', 'c'], 'List at most 2.'],
    ['list.0', [1], 'This must be text.'],
    ['pair', ['a'], 'List at least 2.'],
    ['object', 'a', 'This must be an object.'],
    ['object', [], 'This must be an object.'],
    ['object.a', {}, 'This is required.'],
    ['object.b', { a: 'a', b: 1 }, 'There is no such field or parameter.'],
    ['record', 1, 'This must be an object.'],
    ['map', {}, 'This is not valid.'],
    ['date', 'today', 'This must be a date.'],
    ['date', new Date(Number.NaN), 'This must be a date.'],
    ['big', 1, 'This must be a whole number.'],
    ['choice', 'c', 'This must be one of a, b.'],
    ['literal', 'b', 'This must be a.'],
    ['union', 1, 'This is not valid.'],
    ['email', 'ada', 'This must be an email address like ada@example.com.'],
    ['url', 'ada', 'This must be a URL.'],
    ['uuid', 'ada', 'This must be a UUID.'],
    ['day', 'ada', 'This must be a date like 2026-11-21.'],
    ['time', 'ada', 'This must be a time like 2026-11-21T10:00:00Z.'],
    ['pattern', 'b', 'This has the wrong format.'],
    ['start', 'b', 'This has the wrong format.'],
    ['rule', 'b', 'This is not valid.'],
    ['never', 1, 'This is not valid.'],
    ['other', 1, 'There is no such field or parameter.'],
    ['__proto__', 1, 'There is no such field or parameter.'],
  ])('for %s with the value %j is our own', (path, value, message) => {
    const [field = ''] = path.split('.');
    expect(fieldsOf(anything, Object.fromEntries([[field, value]]))).toEqual(
      Object.fromEntries([[path, message]]),
    );
  });

  it.each<unknown>([undefined, null, 1, 'text', true, [], [1]])(
    'for the whole input %j is our own',
    (input) => {
      const { input: message } = fieldsOf(anything, input) ?? {};
      expect(message).toBe(input === undefined ? 'This is required.' : 'This must be an object.');
    },
  );

  it.each<[string, z.ZodType, unknown]>([
    ['a send', sendMessagesSchema, { to: 1, text: 1, from: 1, other: 1 }],
    ['a list', listMessagesSchema, { limit: 1, cursor: 1, other: 1 }],
    ['a report', messageReportSchema, { id: 1, status: 1, at: 1 }],
    ['a key', createApiKeySchema, { length: 'a', scopes: [1], limits: { spendPerDay: 'a' }, allowlist: [1] }],
    ['nothing', createApiKeySchema, {}],
  ])('for %s has no text of the library', (_, schema, input) => {
    const messages = Object.values(fieldsOf(schema, input) ?? {});
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.join('\n')).not.toMatch(/invalid|expected|received|unrecognized|too (small|big)/i);
  });
});

describe('null', () => {
  const schema = z.strictObject({
    needed: z.string('Give it.'),
    optional: z.string().optional(),
    preset: z.string().default('preset'),
    allowed: z.string().nullable().optional(),
    nested: z.strictObject({ inner: z.int().optional() }).optional(),
    many: z.array(z.strictObject({ inner: z.string().trim().optional() })).optional(),
    either: z.union([z.string(), z.array(z.string())]).optional(),
  });

  it('is the same as leaving an optional field out, at any depth', () => {
    expect(
      parse(schema, {
        needed: 'a',
        optional: null,
        preset: null,
        allowed: null,
        nested: { inner: null },
        many: [{ inner: null }, { inner: ' a ' }],
        either: null,
      }),
    ).toEqual({
      ok: true,
      value: { needed: 'a', preset: 'preset', allowed: null, nested: {}, many: [{}, { inner: 'a' }] },
    });
  });

  it('is not accepted for a required field', () => {
    expect(fieldsOf(schema, { needed: null })).toEqual({ needed: 'Give it.' });
    expect(fieldsOf(schema, {})).toEqual({ needed: 'Give it.' });
  });

  it('does not hide unknown fields and items of a list', () => {
    expect(fieldsOf(schema, { needed: 'a', other: null, optional: null })).toHaveProperty('other');
    expect(fieldsOf(schema, { needed: 'a', many: [null] })).toHaveProperty(['many.0']);
    expect(fieldsOf(z.strictObject({ list: z.array(z.string()) }), { list: [null] })).toHaveProperty([
      'list.0',
    ]);
  });

  it('does not hide other errors', () => {
    expect(fieldsOf(schema, { needed: 'a', optional: null, preset: 1 })).toEqual({
      preset: 'This must be text.',
    });
  });

  it('is allowed in messages of customers and reports of carriers', () => {
    expect(parse(sendMessagesSchema, { to: '+31612345678', text: 'Hello', from: null })).toMatchObject({
      ok: true,
    });
    expect(fieldsOf(sendMessagesSchema, { to: null, text: null, from: null })).toEqual({
      to: expect.stringMatching(/^Give a phone number/),
      text: 'Give the text of the message.',
    });
    expect(fieldsOf(reportedSchema, { id: null })).toEqual({ id: 'Give the id.' });
    expect(fieldsOf(messageReportSchema, { status: null, at: null })).toEqual({ status: 'Give the status.' });
  });
});
