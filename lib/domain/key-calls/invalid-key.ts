import { refuse } from '@/lib/errors';
import { say } from '@/lib/say';

const message = () => say`Send a valid API key. Create one in the portal.`;

/** The refusal of a malformed, unknown or revoked key. It is always the same, so it tells an outsider nothing. */
export function refuseKey() {
  return refuse('INVALID_API_KEY', message());
}

/** The refusal of a request without a key. */
export function refuseMissingKey() {
  return refuse('MISSING_API_KEY', message());
}
