import { describe, expect, it } from 'vitest';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessagesSchema } from '@/lib/domain/messages/schema';
import { parse } from '@/lib/domain/parse';

const good = { to: '+31612345678', text: 'Hello' };

function fieldsOf(input: unknown): string[] {
  const parsed = parse(sendMessagesSchema, input);
  return parsed.ok ? [] : Object.keys(parsed.refusal.fields ?? {});
}

describe('sendMessagesSchema', () => {
  it.each([
    good,
    { ...good, to: ['+31612345678', '+447400123456'] },
    { ...good, text: 'x'.repeat(1_600) },
    { ...good, from: '+31612345678' },
    { ...good, from: 'Keydesk 24x7'.slice(0, 11) },
    { ...good, from: '72404' },
    { ...good, from: 'H&M_No.-1' },
    { ...good, to: ' +31612345678 ' },
    { ...good, to: '+390612345678' },
    ...Object.values(MAGIC_NUMBERS).map((to) => ({ ...good, to })),
  ])('accepts %j', (input) => {
    expect(fieldsOf(input)).toEqual([]);
  });

  it.each([
    [{}, ['to', 'text']],
    [[], ['input']],
    [null, ['input']],
    [{ ...good, to: '' }, ['to']],
    [{ ...good, to: [] }, ['to']],
    [{ ...good, to: 31612345678 }, ['to']],
    [{ ...good, to: Array(101).fill('+31612345678') }, ['to']],
    [{ ...good, to: ['+31612345678', '31612345678', '+31612345678'] }, ['to.1', 'to.2']],
    [{ ...good, to: '0612345678' }, ['to']],
    [{ ...good, to: '+31 612345678' }, ['to']],
    [{ ...good, to: '+3161234567890123' }, ['to']],
    [{ ...good, to: '+999123456789' }, ['to']],
    [{ ...good, to: '+316' }, ['to']],
    [{ ...good, text: '' }, ['text']],
    [{ ...good, text: 'x'.repeat(1_601) }, ['text']],
    [{ ...good, text: 'a\0b' }, ['text']],
    [{ ...good, text: '\ud800' }, ['text']],
    [{ ...good, from: '' }, ['from']],
    [{ ...good, from: '12' }, ['from']],
    [{ ...good, from: '123456789' }, ['from']],
    [{ ...good, to: ['+447911123456', '+4407911123456'] }, ['to.1']],
    [{ ...good, to: ['+4407911123456', '+447911123456', ' +447911123456'] }, ['to.1', 'to.2']],
    [{ ...good, to: ['+378886377', '+3780549886377'] }, ['to.1']],
    [{ ...good, from: 'TwelveLetter' }, ['from']],
    [{ ...good, from: 'Ünï' }, ['from']],
    [{ ...good, workspaceId: 'ws_1' }, ['workspaceId']],
    [JSON.parse('{"to":"+31612345678","text":"x","__proto__":{}}'), ['__proto__']],
  ])('refuses %j', (input, fields) => {
    expect(fieldsOf(input)).toEqual(fields);
  });

  it('converts recipients and the sender to E.164', () => {
    const input = { ...good, to: ['+4407911123456', '+390612345678'], from: '+4407911123457' };
    expect(parse(sendMessagesSchema, input)).toMatchObject({
      value: { to: ['+447911123456', '+390612345678'], from: '+447911123457' },
    });
  });
});
