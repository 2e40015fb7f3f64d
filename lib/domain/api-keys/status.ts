export const KEY_STATUSES = ['active', 'disabled', 'expired', 'revoked'] as const;
export type ApiKeyStatus = (typeof KEY_STATUSES)[number];

export interface ApiKeyTimes {
  expiresAt: Date | null;
  disabledAt: Date | null;
  revokedAt: Date | null;
}

/**
 * The state of a key at `at`. Revoked is final, so it is checked first. A key expires at the start of the given second.
 */
export function apiKeyStatus(times: ApiKeyTimes, at: Date): ApiKeyStatus {
  if (times.revokedAt) return 'revoked';
  if (times.expiresAt && times.expiresAt <= at) return 'expired';
  return times.disabledAt ? 'disabled' : 'active';
}
