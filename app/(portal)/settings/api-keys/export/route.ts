import { loadListParams, toKeyFilter } from '@/app/(portal)/settings/api-keys/search-params';
import { fileResponse } from '@/lib/actions/file-response';
import { jsonResponse } from '@/lib/actions/json-response';
import { currentActor } from '@/lib/auth/actor';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { refuseSignedOut, run } from '@/lib/auth/run';
import { now } from '@/lib/clock';
import { exportApiKeys } from '@/lib/domain/api-keys/export';
import { currentProfile } from '@/lib/profiles/current';
import { scopedOperations } from '@/lib/profiles/scoped-operations';

/** The keys that the address asks for, as a file. */
export async function GET(request: Request): Promise<Response> {
  const exported = await run(async () => {
    // An export is audited, and a page of another site must not cause one.
    if (!isOwnOrigin(request.headers)) return refuseOrigin();
    const actor = await currentActor('api-keys/export');
    if (!actor) return refuseSignedOut();
    return exportApiKeys(actor, toKeyFilter(loadListParams(request)), scopedOperations(currentProfile()));
  });
  if (!exported.ok) return jsonResponse(exported);
  const name = `api-keys-${now().toISOString().slice(0, 10)}.csv`;
  return fileResponse({ name, contentType: 'text/csv; charset=utf-8', chunks: exported.value });
}
