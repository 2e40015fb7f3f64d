import type { Advice } from '@/lib/profiles/profile';
import { pagePath } from '@/lib/profiles/reference/address';

/** What the provider's documentation advises about API keys. */
export const advice: readonly Advice[] = [
  {
    title: 'Create separate keys',
    items: [
      'Use one key per application and environment. You can rotate or revoke each without touching the others.',
      'Grant the minimum permissions. A background sender rarely needs `payments.read`.',
      `What a refused call means is in the [error reference](${pagePath('errors')}).`,
    ],
  },
  {
    title: 'Keep them secret',
    items: [
      'Store keys in environment variables or a secrets manager.',
      'Never commit them to version control, and never embed them in client-side code.',
      `Require [HMAC signatures](${pagePath('signing')}) where requests can be intercepted.`,
    ],
  },
  {
    title: 'Rotate them',
    items: [
      'When somebody who knew a key leaves, and whenever a key may be exposed.',
      'Create a new key, switch your traffic to it, then delete the old one.',
    ],
  },
];
