import type { Advice } from '@/lib/profiles/profile';
import { pagePath } from '@/lib/profiles/reference/address';

/** What the provider's documentation says about keeping tokens safe. */
export const advice: readonly Advice[] = [
  {
    title: 'Never expose a token',
    items: [
      'In client-side code, such as JavaScript in a browser. Call the API from a server only.',
      'In public repositories or any version control system.',
      'In log files or error messages.',
    ],
  },
  {
    title: 'Store it safely',
    items: [
      'Development: in a `.env` file. Add it to `.gitignore`.',
      'Production: in an environment variable, or in a secret manager such as AWS Secrets Manager or Azure Key Vault.',
      'CI/CD: as an encrypted secret.',
    ],
  },
  {
    title: 'Rotate it',
    items: [
      'Production tokens every 90 days, development tokens as needed.',
      'At once if a token is compromised: revoke it, generate a new one and update your application. Other tokens keep working.',
      'Use a token of its own for development, production, CI/CD and each third party.',
    ],
  },
  {
    title: 'Read on',
    items: [
      `[REST API](${pagePath('operations')}): every call, with samples in curl, JavaScript, Python and PHP.`,
      `[Rate limits](${pagePath('conventions')}#rate-limits): how many calls a token may make.`,
      `[Webhooks](${pagePath('webhooks')}): how your server learns what became of a message.`,
    ],
  },
];
