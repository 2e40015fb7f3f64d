import { expect, it } from 'vitest';
import { navigationSections } from '@/app/(portal)/_components/navigation-sections';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { acme } from '@/lib/testing/requests/acme-profile';

const names = (...[words, hasAuditLog]: Parameters<typeof navigationSections>) =>
  navigationSections(words, hasAuditLog).map(([section, pages]) => [section, pages.map(({ name }) => name)]);

const activity = ['Activity', ['Overview', 'Messages', 'Usage', 'Balance']];

it('lists the keys among the settings if the provider does', () => {
  expect(names(keydesk.words, true)).toEqual([
    activity,
    [
      'Settings',
      [
        'API keys',
        'Webhooks',
        'API reference',
        'Workspace',
        'Members',
        'Security',
        'Support access',
        'Audit log',
        'Account',
      ],
    ],
  ]);
});

it('gives the keys a section of their own, with the provider’s names', () => {
  expect(names(acme.words, false)).toEqual([
    activity,
    ['Developer', ['Tokens', 'Callbacks', 'API reference']],
    ['Settings', ['Workspace', 'Members', 'Security', 'Support access', 'Account']],
  ]);
});

it('leaves out the webhooks if they are on the page with the keys', () => {
  const words = { ...acme.words, page: 'Tokens & callbacks', onePage: true as const };
  expect(names(words, false)[1]).toEqual(['Developer', ['Tokens & callbacks', 'API reference']]);
});
