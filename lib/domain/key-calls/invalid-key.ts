import { refuse } from '@/lib/errors';

const MESSAGE = 'Send a valid API key. Keys are made in the portal, under Settings → API keys.';

/** The one refusal of a key that is malformed, unknown or revoked: an outsider learns nothing from it. */
export function refuseKey() {
  return refuse('INVALID_API_KEY', MESSAGE);
}

/** The refusal of a request that carries no key. */
export function refuseMissingKey() {
  return refuse('MISSING_API_KEY', MESSAGE);
}
