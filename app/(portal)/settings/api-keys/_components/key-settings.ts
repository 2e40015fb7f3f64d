import type { LiveKeyRestriction } from '@/app/(portal)/settings/api-keys/live-key-restriction';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/** What the forms of a key and the dialog with its secret need to know about the installation and the actor. */
export interface KeySettings {
  policy: KeyPolicy;
  /** The path that the API starts with, such as `/api/v1`. */
  base: string;
  liveKeyRestriction: LiveKeyRestriction;
}
