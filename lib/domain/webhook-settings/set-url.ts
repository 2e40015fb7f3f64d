import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { WebhookSlot } from '@/lib/domain/webhook-endpoints/policy';
import type { SettingsRow } from '@/lib/domain/webhook-settings/view';
import { newId } from '@/lib/ids';

/**
 * An endpoint that was paused because it failed sends again to a URL that is set, the same one or another, unless the
 * settings are not active.
 */
function restart({ url, pauseReason }: SettingsRow['endpoints'][number], next: string, isActive: boolean) {
  const wasPausedByFailure = pauseReason === 'failure' || pauseReason === 'gone';
  return {
    url: next,
    ...((wasPausedByFailure || url !== next) && { failingSince: null }),
    ...(wasPausedByFailure &&
      (isActive ? { pausedAt: null, pauseReason: null } : { pauseReason: 'member' as const })),
  };
}

/** Sets the URL of a slot: creates, changes or deletes its endpoint. The caller has locked the settings. */
export async function setUrl(
  tx: Transaction,
  { workspaceId, environment }: ApiKeyActor,
  { id: settingsId, isActive, endpoints }: SettingsRow,
  { name: slot, events }: WebhookSlot,
  url: string | null,
): Promise<void> {
  const existing = endpoints.find((endpoint) => endpoint.slot === slot);
  if (existing) {
    const where = { id: existing.id, workspaceId };
    if (url === null) await tx.webhookEndpoint.delete({ where, select: { id: true } });
    else {
      await tx.webhookEndpoint.update({
        where,
        data: restart(existing, url, isActive),
        select: { id: true },
      });
    }
    return;
  }
  if (url === null) return;
  const at = now();
  await tx.webhookEndpoint.create({
    data: {
      id: newId('whe'),
      workspaceId,
      environment,
      slot,
      settingsId,
      url,
      events: [...events],
      createdAt: at,
      ...(!isActive && { pausedAt: at, pauseReason: 'member' as const }),
    },
    select: { id: true },
  });
}
