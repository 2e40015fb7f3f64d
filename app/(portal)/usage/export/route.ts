import { loadExportParams, toUsageFilter } from '@/app/(portal)/usage/search-params';
import { fileResponse } from '@/lib/actions/file-response';
import { jsonResponse } from '@/lib/actions/json-response';
import { currentActor } from '@/lib/auth/actor';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { refuseSignedOut, run } from '@/lib/auth/run';
import { now } from '@/lib/clock';
import { exportUsage } from '@/lib/domain/usage/export';

/** The daily calls or messages that the address asks for, as a file. */
export async function GET(request: Request): Promise<Response> {
  const params = loadExportParams(request);
  const exported = await run(async () => {
    // An export is audited, and a page of another site must not cause one.
    if (!isOwnOrigin(request.headers)) return refuseOrigin();
    const actor = await currentActor('usage/export');
    if (!actor) return refuseSignedOut();
    return exportUsage(actor, { ...toUsageFilter(params), what: params.what });
  });
  if (!exported.ok) return jsonResponse(exported);
  const name = `${params.what}-by-day-${now().toISOString().slice(0, 10)}.csv`;
  return fileResponse({ name, contentType: 'text/csv; charset=utf-8', chunks: exported.value });
}
