import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { toChange } from '@/lib/domain/bulk-actions/change';
import { type BulkImpact, planChange } from '@/lib/domain/bulk-actions/plan';
import { previewBulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { fingerprintOf, selectKeys } from '@/lib/domain/bulk-actions/select-keys';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

/** What `startBulkAction` needs to change exactly these keys. */
export interface BulkPreview extends BulkImpact {
  /** ISO 8601. */
  asOf: string;
  fingerprint: string;
}

/**
 * What a change of many keys would do. Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND (also for keys of another
 * workspace), or CONFLICT if no key matches.
 * @param operations those of the provider's API, for the filter of unused scopes
 */
export async function previewBulkAction(
  actor: Actor,
  input: unknown,
  operations: readonly ScopedOperation[] = [],
): Promise<Result<BulkPreview>> {
  const parsed = parse(previewBulkActionSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'bulk-actions/preview');
  if (!authorized.ok) return authorized;
  const viewer = authorized.value;
  const change = toChange(parsed.value);
  if (!change.ok) return change;
  const asOf = now();
  const keys = await selectKeys(viewer, parsed.value.selection, asOf, operations);
  if (!keys.ok) return keys;
  const impact = await planChange(viewer, change.value, keys.value);
  const fingerprint = fingerprintOf(keys.value.map(({ id }) => id));
  return ok({ ...impact, asOf: asOf.toISOString(), fingerprint });
}
