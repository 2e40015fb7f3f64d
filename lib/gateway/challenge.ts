import type { Refusal } from '@/lib/errors';
import type { Profile } from '@/lib/profiles/types';

/**
 * The value of WWW-Authenticate for a refusal (RFC 6750, section 3): without an error if no key was sent.
 * Undefined when another credential would not help.
 */
export function challengeFor(
  { code, detail }: Refusal,
  status: number,
  { name }: Profile,
): string | undefined {
  const realm = `Bearer realm="${name}"`;
  if (code === 'MISSING_API_KEY') return realm;
  if (code === 'FORBIDDEN' && detail?.scope !== undefined) {
    return `${realm}, error="insufficient_scope", scope="${detail.scope}"`;
  }
  return status === 401 ? `${realm}, error="invalid_token"` : undefined;
}
