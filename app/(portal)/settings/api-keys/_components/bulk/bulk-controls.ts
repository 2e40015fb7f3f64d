import type { WorkspaceActor } from '@/lib/domain/actor';
import type { OpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import { BULK_KINDS, type BulkKind } from '@/lib/domain/bulk-actions/limits';
import { mayChange, SINGLE_VERBS } from '@/lib/domain/bulk-actions/may-change';
import { type Control, controlOf } from '@/lib/domain/permissions';

export type BulkControls = Record<BulkKind, Control>;

/** The control of a kind for the keys of any environment: one that works, or one that is shown. */
function anyControl(actor: WorkspaceActor, kind: BulkKind): Control {
  const sandbox = controlOf(actor, SINGLE_VERBS[kind], 'sandbox');
  const live = controlOf(actor, SINGLE_VERBS[kind], 'live');
  return live.shown && (!sandbox.shown || live.disabledReason === undefined) ? live : sandbox;
}

/** What the viewer can do to many keys; null if nothing. */
export function bulkControls(actor: WorkspaceActor): BulkControls | null {
  const controls: BulkControls = {
    disable: anyControl(actor, 'disable'),
    revoke: anyControl(actor, 'revoke'),
    setExpiry: anyControl(actor, 'setExpiry'),
    addNetwork: anyControl(actor, 'addNetwork'),
  };
  return BULK_KINDS.some((kind) => controls[kind].shown) ? controls : null;
}

/** Why the viewer cannot go on with a bulk action: they may not change each key that waits. Undefined if they can. */
export function whyNotContinued(
  actor: WorkspaceActor,
  { kind, environments }: Pick<OpenBulkAction, 'kind' | 'environments'>,
): string | undefined {
  for (const environment of environments) {
    const permitted = mayChange(actor, kind, environment);
    if (!permitted.ok) return permitted.refusal.message;
  }
  return undefined;
}
