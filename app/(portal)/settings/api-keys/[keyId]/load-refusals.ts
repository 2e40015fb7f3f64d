import type { KeyParams } from '@/app/(portal)/settings/api-keys/[keyId]/search-params';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { findRefusal } from '@/lib/domain/refusals/find';
import { listRefusals, type RefusalPage } from '@/lib/domain/refusals/list';
import { listRefusedCalls, type RefusedCallPage } from '@/lib/domain/refusals/list-calls';
import { ok, type Result } from '@/lib/errors';

/** The rejected calls that a key's page shows: the calls of one group, or the groups. */
export type ShownRefusals =
  | { calls: RefusedCallPage }
  /** `isMissing`: the URL names a group or a call that is not stored. */
  | { groups: RefusalPage; isMissing: boolean };

/** The calls of the group, or the one with the request id, that the URL names; undefined if there are none. */
async function loadCalls(
  actor: WorkspaceActor,
  keyId: string,
  { group, request, calls }: KeyParams,
): Promise<RefusedCallPage | undefined> {
  const found = request === null ? null : await findRefusal(actor, { requestId: request });
  const groupId = found?.ok ? found.value.groupId : group;
  if (groupId === null) return undefined;
  const page = await listRefusedCalls(actor, {
    ...{ keyId, groupId, cursor: calls ?? undefined },
    requestId: request ?? undefined,
  });
  return page.ok ? page.value : undefined;
}

/** Loads what the URL asks for. Refuses as `listRefusals` does. */
export async function loadRefusals(
  actor: WorkspaceActor,
  keyId: string,
  params: KeyParams,
): Promise<Result<ShownRefusals>> {
  const isNamed = params.group !== null || params.request !== null;
  const calls = isNamed ? await loadCalls(actor, keyId, params) : undefined;
  if (calls) return ok({ calls });
  const { code, operation, address, cursor } = params;
  const groups = await listRefusals(actor, {
    ...{ keyId, cursor: cursor ?? undefined, code: code ?? undefined },
    ...{ operation: operation ?? undefined, address: address ?? undefined },
  });
  return groups.ok ? ok({ groups: groups.value, isMissing: isNamed }) : groups;
}
