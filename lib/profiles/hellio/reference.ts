import { z } from 'zod';
import type { IdKind } from '@/lib/ids';
import { base62ToUuid, uuidToBase62 } from '@/lib/uuid';

/** What the API calls a message, a campaign or a code: its id as a UUID. An id from before ids were UUIDs stays as it is. */
export function toReference(id: string): string {
  return base62ToUuid(id.split('_')[1] ?? '') ?? id;
}

/** The id that a reference stands for. */
export function fromReference(kind: IdKind, reference: string): string {
  const digits = uuidToBase62(reference);
  return digits === undefined ? reference : `${kind}_${digits}`;
}

/** The reference in a path. */
export const referenceParams = z.strictObject({
  reference: z.string().describe('The reference that sending returned.'),
});
