import { expect, it } from 'vitest';
import { DECISIONS, type Verb } from '@/lib/domain/permissions';
import { POWERS } from '@/lib/testing/verbs/verb-calls';
import { verbEffects } from '@/lib/testing/verbs/verb-effects';

/** Verbs that write and record no audit event, and why. */
const NOT_AUDITED: Partial<Record<Verb, string>> = {
  'delivery/report': 'The message itself stores the status that the carrier reports, and when.',
  'webhook-settings/read':
    'The first read creates the secret that it shows. Nothing else changes, and rotations are recorded.',
  'leaks/report-by-form':
    'It stores a report of known and unknown secrets alike. The worker records the event when it handles the report.',
  'leaks/report-by-scanner': 'The worker records the event when it handles the report.',
  'users/request-password-reset':
    'It stores a request for known and unknown addresses alike. The worker records the event when it writes the email.',
};

const verbs = Object.keys(DECISIONS).filter((verb) => !POWERS.some((power) => power === verb));

it.each(verbs)('%s records an audit event if it writes', (verb) => {
  const { writes, audits } = verbEffects(verb);
  const isExcepted = Object.hasOwn(NOT_AUDITED, verb);
  expect({ writes, audits }).toEqual({ writes, audits: isExcepted ? false : audits || writes.length > 0 });
});

it.each<[string, Verb, string]>([
  ['through Prisma', 'key-settings/rename', 'api-keys/change-key.ts'],
  ['in SQL', 'expiry-notices/send', 'expiry-notices/send.ts'],
  ['in a prepared statement', 'messages/send', 'key-calls/debit.ts'],
])('finds a write %s', (_how, verb, file) => {
  const { writes } = verbEffects(verb);
  expect(writes.map((write) => write.split('#')[0])).toContain(`lib/domain/${file}`);
});

it('finds no write in a verb that only reads', () => {
  expect(verbEffects('api-keys/list')).toEqual({ writes: [], audits: false });
});
