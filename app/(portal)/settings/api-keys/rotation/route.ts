import { memberRoute } from '@/lib/actions/member-route';
import { readOldSecret } from '@/lib/domain/key-rotation/old-secret';

/** The calls with both secrets of the rotating key named by `id`; null if it does not rotate. The dialog polls it. */
export const GET = memberRoute('key-rotation/old-secret', (actor, query) =>
  readOldSecret(actor, { keyId: query.get('id') }),
);
