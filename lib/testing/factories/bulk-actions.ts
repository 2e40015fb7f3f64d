import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/domain/actor';
import { continueBulkAction } from '@/lib/domain/bulk-actions/continue';
import { previewBulkAction } from '@/lib/domain/bulk-actions/preview';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';
import { startBulkAction } from '@/lib/domain/bulk-actions/start';
import type { Result } from '@/lib/errors';
import { granted } from '@/lib/testing/factories/api-keys';

/** What a person asks for in the dialog. */
export type Asked = Record<string, unknown>;

/** Every current key of the workspace. */
export const EVERYTHING = { filter: {} };
/** Single keys. */
export const picked = (...keyIds: string[]) => ({ keyIds });

/** Looks at the impact and confirms it with `changes`, as the dialog does. */
export async function startBulk(
  actor: Actor,
  asked: Asked,
  changes: Asked = {},
): Promise<Result<BulkProgress>> {
  const { asOf, fingerprint, confirmation } = granted(await previewBulkAction(actor, asked));
  const typed = confirmation ?? undefined;
  const token = randomUUID();
  return startBulkAction(actor, { ...asked, asOf, fingerprint, token, confirmation: typed, ...changes });
}

/** Continues a bulk action until it has ended. */
export async function finishBulk(actor: Actor, { id }: BulkProgress): Promise<BulkProgress> {
  const progress = granted(await continueBulkAction(actor, { bulkActionId: id }));
  return progress.endedAt ? progress : finishBulk(actor, progress);
}

/** Starts and finishes a bulk action. */
export async function runBulk(actor: Actor, asked: Asked): Promise<BulkProgress> {
  return finishBulk(actor, granted(await startBulk(actor, asked)));
}
