import type { LiveRestriction } from '@/app/(portal)/live-restriction';
import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/** What the forms of an endpoint need to know about the installation and the actor. */
export interface WebhookSettings {
  environments: KeyPolicy['environments'];
  events: readonly EventChoice[];
  liveRestriction: LiveRestriction;
  /** Whether the signing secret can be shown again. */
  isReadable: boolean;
}
