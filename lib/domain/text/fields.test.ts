import { describe, expect, it } from 'vitest';
import { allowlistSchema } from '@/lib/domain/allowlists/schema';
import { listApiKeysSchema } from '@/lib/domain/api-keys/list-schema';
import { createApiKeySchema } from '@/lib/domain/api-keys/schema';
import { listAuditEventsSchema } from '@/lib/domain/audit/schema';
import { askSchema, startImpersonationSchema } from '@/lib/domain/impersonation/schema';
import { renameApiKeySchema } from '@/lib/domain/key-settings/schema';
import { createStaffSchema } from '@/lib/domain/staff/schema';
import { searchCustomersSchema } from '@/lib/domain/support/schema';
import { signUpSchema } from '@/lib/domain/users/schema';

/** Every field that people type a line of text into. */
const FIELDS = {
  'label of a new key': createApiKeySchema.shape.label,
  'label of a key': renameApiKeySchema.shape.label,
  'search for keys': listApiKeysSchema.shape.search,
  'target in the audit log': listAuditEventsSchema.shape.target,
  'note of an address': {
    parse: (note: unknown) => allowlistSchema.parse([{ network: '::1', note }])[0]?.note,
  },
  'name of a person': signUpSchema.shape.name,
  'name of a workspace': signUpSchema.shape.workspaceName,
  'name of an agent': createStaffSchema.shape.name,
  'team of an agent': createStaffSchema.shape.team,
  'search for customers': searchCustomersSchema.shape.text,
  'reason of a support session': startImpersonationSchema.shape.reason,
  'reason of a request': askSchema.shape.reason,
  'ticket of a support session': startImpersonationSchema.shape.ticket,
};

describe.each(Object.entries(FIELDS))('%s', (_, field) => {
  it.each([
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['राजन्\u200d', 'राजन्\u200d'],
    ['👩🏽\u200d💻 laptop', '👩🏽\u200d💻 laptop'],
    [' Cafe\u0301 ', 'Café'],
  ])('accepts %j', (text, stored) => {
    expect(field.parse(text)).toBe(stored);
  });

  it.each([
    'a\u202eb',
    'a\u2066b',
    'a\u0007b',
    'a\nb',
    'a\ud800b',
    'a\u{e0061}b',
    '\u3164\u3164',
    'x'.repeat(301),
  ])('refuses %j', (text) => {
    expect(() => field.parse(text)).toThrow();
  });
});
