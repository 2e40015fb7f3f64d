import { memberRoute } from '@/lib/actions/member-route';
import { readRotationProgress } from '@/lib/domain/key-rotation/progress';

/**
 * How far the rotation of the key named by `id` is. The dialog polls it. A dialog may be open across an upgrade: another
 * shape gets another path, as this one did.
 */
export const GET = memberRoute('key-rotation/progress', (actor, query) =>
  readRotationProgress(actor, { keyId: query.get('id') }),
);
