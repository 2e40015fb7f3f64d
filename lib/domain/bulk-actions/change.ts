import { z } from 'zod';
import { now } from '@/lib/clock';
import { allowlistEntrySchema } from '@/lib/domain/allowlists/schema';
import { resolveExpiry } from '@/lib/domain/api-keys/expiry';
import type { AskedBulkAction } from '@/lib/domain/bulk-actions/schema';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** What happens to each key, as it is stored. */
const storedChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('disable') }),
  z.strictObject({ kind: z.literal('revoke') }),
  z.strictObject({ kind: z.literal('setExpiry'), expiresAt: z.coerce.date().nullable() }),
  z.strictObject({ kind: z.literal('addNetwork'), entry: allowlistEntrySchema }),
]);
export type BulkChange = z.output<typeof storedChange>;

/** Reads a change from its database column. */
export function readChange(column: unknown): BulkChange {
  return storedChange.parse(column);
}

/** What somebody asks for. All keys get the same date. Refuses a date in the past or too far in the future. */
export function toChange({ kind, expiry, entry }: AskedBulkAction): Result<BulkChange> {
  switch (kind) {
    case 'setExpiry': {
      const resolved = resolveExpiry(expiry, now());
      return resolved.ok ? ok({ kind, expiresAt: resolved.value }) : resolved;
    }
    case 'addNetwork':
      return entry ? ok({ kind, entry }) : refuseFields({ 'entry.network': 'Enter an address.' });
    default:
      return ok({ kind });
  }
}
