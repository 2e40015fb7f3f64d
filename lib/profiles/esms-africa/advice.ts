import type { Advice } from '@/lib/profiles/profile';

/** What the provider's documentation says about keys. */
export const advice: readonly Advice[] = [
  {
    title: 'One key per service',
    items: [
      'Create separate keys for your API server, your scripts and each integration. You can then revoke one without disrupting the others.',
      'Request only the scopes that an integration needs. A key with only the `query` scope cannot send messages.',
      'Use `test` keys for development. They charge nothing and deliver nothing.',
    ],
  },
  {
    title: 'Use environment variables',
    items: [
      'Never hardcode a key in source code.',
      'Put it into `.env`, which your version control ignores: `ESMS_API_KEY=esms_live_…`',
    ],
  },
  {
    title: 'Rotate regularly',
    items: [
      'Create a new key with the same scopes.',
      'Update your service, and wait until the old key is no longer used.',
      'Revoke the old key. Its next call is refused, and so is one in flight.',
    ],
  },
];
