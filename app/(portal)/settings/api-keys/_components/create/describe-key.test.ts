import { expect, it } from 'vitest';
import {
  type DescribedKey,
  describeKey,
} from '@/app/(portal)/settings/api-keys/_components/create/describe-key';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const SANDBOX: DescribedKey = { environment: 'sandbox', scopes: [] };
const describeSandbox = (changes: Partial<DescribedKey> = {}) =>
  describeKey({ ...SANDBOX, ...changes }, keydesk.keys);

it('lists each scope on one side only', () => {
  const { can, cannot } = describeSandbox({ scopes: ['messages.send'] });
  expect(can).toContain('send messages');
  expect(cannot).not.toContain('send messages');
  expect(cannot).toContain('read the balance');
  expect(can).not.toContain('read the balance');
});

it('lists every scope under full access', () => {
  const { can, cannot } = describeSandbox({ scopes: ['*'] });
  for (const { description } of keydesk.keys.scopes) expect(can.join()).toContain(description.slice(1));
  expect(can).toContain('use everything that is added to the API later');
  expect(cannot).toContain('change keys or settings');
});

it('describes environment, expiry and signatures', () => {
  expect(describeSandbox().cannot).toContain('send real messages or spend money');
  expect(describeSandbox({ environment: 'live' }).can).toContain('spend your balance when it sends');
  expect(describeSandbox({ expiry: '7d' }).cannot).toContain('be used after it expires');
  expect(describeSandbox({ requireSignatures: true }).cannot).toContain('be used without the signing secret');
  expect(describeSandbox().cannot.join()).not.toMatch(/expires|signing/);
});

it('describes limits, and shortens a long list', () => {
  const { cannot } = describeSandbox({
    rateLimit: 1200,
    allowlist: ['192.0.2.1/32', '192.0.2.2/32', '192.0.2.3/32', '192.0.2.4/32'].map((network) => ({
      network,
    })),
    limits: { spendPerDay: '0', countries: ['NL'], senders: ['Acme'] },
  });
  expect(cannot).toContain('call more than 1,200 times a minute');
  expect(cannot).toContain(
    'be used from addresses other than 192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32, 1 more',
  );
  expect(cannot).toContain('spend more than its limits');
  expect(cannot).toContain('send to countries other than Netherlands');
  expect(cannot).toContain('use senders other than Acme');
});
