import type { Advice } from '@/lib/profiles/profile';
import { pagePath } from '@/lib/profiles/reference/address';

/** What the provider's documentation says about API keys. */
export const advice: readonly Advice[] = [
  {
    title: 'What a key is for',
    items: [
      'A key authorizes your servers to call the API over HTTP. It is a separate access, in addition to your password.',
      'Use a sandbox key for tests: its messages are never delivered. Use a live key to really send.',
      'Give keys 64 characters or more unless a system cannot store them.',
    ],
  },
  {
    title: 'Keep it safe',
    items: [
      'Only members of your account who may manage keys can see a key again, after they enter their password.',
      'Send it in the header `X-Api-Key`. The parameter `p` still works, but servers and proxies write URLs to their logs.',
      `For sensitive data, [sign your requests](${pagePath('signing')}).`,
    ],
  },
  {
    title: 'Replace it regularly',
    items: [
      'Create a new key, switch your application to it, then revoke the old one.',
      'Environment and length of a key never change: for another length or for the sandbox, create another key.',
    ],
  },
  {
    title: 'Read on',
    items: [
      `[HTTP API documentation](${pagePath('operations')}): every call, with samples.`,
      `[Error codes](${pagePath('errors')}): what the number in a response means.`,
    ],
  },
];
