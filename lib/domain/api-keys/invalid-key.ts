import { refuse } from '@/lib/errors';

/** The one refusal of a key that is missing, malformed, unknown or revoked: an outsider learns nothing from it. */
export function refuseKey() {
  return refuse(
    'INVALID_API_KEY',
    'Send a valid API key. Keys are made in the portal, under Settings → API keys.',
  );
}
