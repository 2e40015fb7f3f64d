import { liveRestriction } from '@/app/(portal)/live-restriction';
import { eventChoices } from '@/app/(portal)/settings/webhooks/event-choices';
import type { WebhookSettings } from '@/app/(portal)/settings/webhooks/webhook-settings';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { currentProfile } from '@/lib/profiles/current';

/** What the forms of an endpoint need, for this provider and actor. */
export function webhookSettings(actor: WorkspaceActor): WebhookSettings {
  const profile = currentProfile();
  return {
    environments: profile.keys.environments,
    events: eventChoices(profile),
    liveRestriction: liveRestriction(actor, 'webhook-endpoints/create'),
    isReadable: profile.webhooks.secret.readable,
  };
}
