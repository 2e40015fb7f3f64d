import { expect, it } from 'vitest';
import { refuseKey, refuseMissingKey } from '@/lib/domain/key-calls/invalid-key';
import { refuse } from '@/lib/errors';
import { withProviderText } from '@/lib/gateway/refusal-texts';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { acme } from '@/lib/testing/requests/acme-profile';

const KEYDESK = 'Send a valid API key. Keys are made in the portal, under Settings → API keys.';
const ACME = 'Send a valid access token. Tokens are made in the portal, under Developer → Tokens.';

it.each([
  [refuseKey(), KEYDESK, ACME],
  [refuseMissingKey(), KEYDESK, ACME],
  [
    refuse('IDEMPOTENCY_CONFLICT', ''),
    'A request with this Idempotency-Key is still running. Try again in a moment.',
    'A request with this X-Request-Key is still running. Try again in a moment.',
  ],
  [
    refuse('IDEMPOTENCY_KEY_REUSED', ''),
    'This Idempotency-Key was used for another request. Use a new one for each request.',
    'This X-Request-Key was used for another request. Use a new one for each request.',
  ],
  [
    refuse('NOT_FOUND', 'There is no such message.'),
    'There is no such message.',
    'There is no such message.',
  ],
])('names what the provider has: $0.refusal.code', ({ refusal }, ours, theirs) => {
  expect(withProviderText(refusal, keydesk).message).toBe(ours);
  expect(withProviderText(refusal, acme).message).toBe(theirs);
});

it('takes the provider’s own sentence, if there is one', () => {
  const errors = { ...acme.errors, texts: { INVALID_API_KEY: 'Invalid or missing API key' } };
  const { message } = withProviderText(refuseKey().refusal, { ...acme, errors });
  expect(message).toBe('Invalid or missing API key');
});
