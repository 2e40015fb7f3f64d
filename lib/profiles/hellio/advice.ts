import type { Advice } from '@/lib/profiles/profile';
import { pagePath } from '@/lib/profiles/reference/address';

/** What the provider's documentation says about tokens. */
export const advice: readonly Advice[] = [
  {
    title: 'Keep tokens secret',
    items: [
      'A token is shown only once, when you create it. Store it securely, such as in a secret manager.',
      'Never expose a token in client-side code, such as JavaScript in a browser or a mobile app.',
    ],
  },
  {
    title: 'Limit what a token can do',
    items: [
      'Grant only the scopes that an integration needs. Other endpoints refuse the token.',
      'Restrict tokens to the addresses of your servers. Others then get `ip_not_allowed`.',
      `Send an \`Idempotency-Key\` with each send, so that a [retry](${pagePath('conventions')}#idempotency) sends and charges only once.`,
    ],
  },
];
