import type { LiveRestriction } from '@/app/(portal)/live-restriction';
import type { LiveSending } from '@/lib/domain/balance/live-sending';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import type { PortalApi } from '@/lib/profiles/portal-api';

/** What the forms of a key and the dialog with its secret need to know about the installation and the actor. */
export interface KeySettings {
  policy: KeyPolicy;
  api: PortalApi;
  liveRestriction: LiveRestriction;
  liveSending: LiveSending;
}
