import { memberRoute } from '@/lib/actions/member-route';
import { readRotationProgress } from '@/lib/domain/key-rotation/progress';

/**
 * How far the rotation of the key named by `id` is. The dialog polls it and can stay open during an upgrade, so a response of
 * another shape needs another path.
 */
export const GET = memberRoute('key-rotation/progress', (actor, query) =>
  readRotationProgress(actor, { keyId: query.get('id') }),
);
