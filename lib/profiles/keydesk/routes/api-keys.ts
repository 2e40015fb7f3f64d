import { apiKeysCreate } from '@/lib/profiles/keydesk/routes/api-keys-create';
import { apiKeysList } from '@/lib/profiles/keydesk/routes/api-keys-list';
import { apiKeysRead } from '@/lib/profiles/keydesk/routes/api-keys-read';
import { apiKeysRevoke } from '@/lib/profiles/keydesk/routes/api-keys-revoke';
import { apiKeysRotate } from '@/lib/profiles/keydesk/routes/api-keys-rotate';
import { apiKeysDisable, apiKeysEnable } from '@/lib/profiles/keydesk/routes/api-keys-state';
import type { Route } from '@/lib/profiles/profile';

/** The management of keys by a key. */
export const apiKeyRoutes: readonly Route[] = [
  apiKeysList,
  apiKeysCreate,
  apiKeysRead,
  apiKeysRotate,
  apiKeysDisable,
  apiKeysEnable,
  apiKeysRevoke,
];
