import type { WebhookEndpoint } from '@/lib/db/generated/client';

/**
 * `failing`: the last attempt failed, and more will follow. A paused endpoint was paused by a member, after long failure
 * (`failed`), or because it responded that it no longer exists (`gone`).
 */
export type EndpointStatus = 'active' | 'failing' | 'paused' | 'failed' | 'gone';

const PAUSED = { member: 'paused', failure: 'failed', gone: 'gone' } as const;

export function endpointStatus({
  pausedAt,
  pauseReason,
  failingSince,
}: Pick<WebhookEndpoint, 'pausedAt' | 'pauseReason' | 'failingSince'>): EndpointStatus {
  if (pausedAt) return PAUSED[pauseReason ?? 'member'];
  return failingSince ? 'failing' : 'active';
}
