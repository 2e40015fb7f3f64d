import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { DuplicateSettings } from '@/lib/domain/api-keys/duplicate';
import type { OldSecretTraffic } from '@/lib/domain/key-rotation/old-secret';

/** What to add to a setting, when a refusal suggests it. */
export interface Suggestion {
  scope?: string;
  address?: string;
  country?: string;
  sender?: string;
}

/** What a dialog of the key's page works with. */
export interface EditorProps extends KeySettings {
  apiKey: ApiKeyDetails;
  /** What the form of another key like it begins with. */
  duplicate: DuplicateSettings;
  suggestion: Suggestion | undefined;
  /** The calls with the old secret, while the key is rotating. */
  oldSecret: OldSecretTraffic | null;
  /** The form's name among the drafts that a reload keeps. */
  draft: string;
  onClose(): void;
}
