import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import type { DialogProps } from '@/components/forms/use-dialogs';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { DuplicateSettings } from '@/lib/domain/api-keys/duplicate';
import type { OldSecretTraffic } from '@/lib/domain/key-rotation/old-secret-traffic';

/** A value to add to a setting, suggested by a rejected call. */
export interface Suggestion {
  scope?: string;
  address?: string;
  country?: string;
  sender?: string;
}

/** The props of every dialog of the key's page. */
export interface EditorProps extends KeySettings, DialogProps {
  apiKey: ApiKeyDetails;
  /** The first values of the form that duplicates the key. */
  duplicate: DuplicateSettings;
  suggestion: Suggestion | undefined;
  /** The calls with the old secret, while the key is rotating. */
  oldSecret: OldSecretTraffic | null;
}
