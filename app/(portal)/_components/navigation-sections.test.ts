import { expect, it } from 'vitest';
import { navigationSections } from '@/app/(portal)/_components/navigation-sections';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { acme } from '@/lib/testing/requests/acme-profile';

const names = (...[words, hasAuditLog]: Parameters<typeof navigationSections>) =>
  navigationSections(words, hasAuditLog).map(([section, pages]) => [section, pages.map(({ name }) => name)]);

it('lists the keys among the settings if the provider does', () => {
  expect(names(keydesk.words, true)).toEqual([
    [
      'Settings',
      [
        'Overview',
        'API keys',
        'Webhooks',
        'Messages',
        'Usage',
        'Workspace',
        'Members',
        'Security',
        'Support access',
        'Audit log',
        'Account',
        'API reference',
      ],
    ],
    ['Billing', ['Balance']],
  ]);
});

it('gives the keys a section of their own, with the provider’s names', () => {
  expect(names(acme.words, false)).toEqual([
    ['Developer', ['Overview', 'Tokens', 'Callbacks', 'Messages', 'Usage', 'API reference']],
    ['Billing', ['Balance']],
    ['Settings', ['Workspace', 'Members', 'Security', 'Support access', 'Account']],
  ]);
});

it('leaves out the webhooks if they are on the page with the keys', () => {
  const words = { ...acme.words, page: 'Tokens & callbacks', onePage: true as const };
  expect(names(words, false)[0]).toEqual([
    'Developer',
    ['Overview', 'Tokens & callbacks', 'Messages', 'Usage', 'API reference'],
  ]);
});
