import { expect, it } from 'vitest';
import {
  type DescribedKey,
  describeKey,
} from '@/app/(portal)/settings/api-keys/_components/create/describe-key';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const SANDBOX: DescribedKey = { environment: 'sandbox', scopes: [] };
const say = (changes: Partial<DescribedKey> = {}) => describeKey({ ...SANDBOX, ...changes }, keydesk.keys);

it('puts each scope on one side and never on both', () => {
  const { can, cannot } = say({ scopes: ['messages.send'] });
  expect(can).toContain('send messages');
  expect(cannot).not.toContain('send messages');
  expect(cannot).toContain('read the balance');
  expect(can).not.toContain('read the balance');
});

it('leaves nothing of the API out of full access', () => {
  const { can, cannot } = say({ scopes: ['*'] });
  for (const { description } of keydesk.keys.scopes) expect(can.join()).toContain(description.slice(1));
  expect(can).toContain('do whatever is added to the API later');
  expect(cannot).toContain('change keys or settings');
});

it('says of the environment, the end and the signatures what they mean', () => {
  expect(say().cannot).toContain('reach a real phone or spend money');
  expect(say({ environment: 'live' }).can).toContain('spend your balance, where it sends');
  expect(say({ expiry: '7d' }).cannot).toContain('be used after its end');
  expect(say({ requireSignatures: true }).cannot).toContain('be used without the signing secret');
  expect(say().cannot.join()).not.toMatch(/its end|signing/);
});

it('names the bounds that a key like another has, and not all of a long list', () => {
  const { cannot } = say({
    rateLimit: 1200,
    allowlist: ['192.0.2.1/32', '192.0.2.2/32', '192.0.2.3/32', '192.0.2.4/32'].map((network) => ({
      network,
    })),
    limits: { spendPerDay: '0', countries: ['NL'], senders: ['Acme'] },
  });
  expect(cannot).toContain('call more than 1,200 times a minute');
  expect(cannot).toContain('be used outside 192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32, 1 more');
  expect(cannot).toContain('spend beyond its limits');
  expect(cannot).toContain('send outside Netherlands');
  expect(cannot).toContain('send as anyone but Acme');
});
