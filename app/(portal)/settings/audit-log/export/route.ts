import { loadAuditParams, toFilter } from '@/app/(portal)/settings/audit-log/search-params';
import { fileResponse } from '@/lib/actions/file-response';
import { jsonResponse } from '@/lib/actions/json-response';
import { currentActor } from '@/lib/auth/actor';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { refuseSignedOut, run } from '@/lib/auth/run';
import { now } from '@/lib/clock';
import { exportAuditEvents } from '@/lib/domain/audit/export';

/** The events that the address asks for, as a file. It is sent while it is read. */
export async function GET(request: Request): Promise<Response> {
  const exported = await run(async () => {
    // An export is audited, and a page of another site must not cause one.
    if (!isOwnOrigin(request.headers)) return refuseOrigin();
    const actor = await currentActor('audit/export');
    if (!actor) return refuseSignedOut();
    const format = new URL(request.url).searchParams.get('format');
    return exportAuditEvents(actor, { ...toFilter(loadAuditParams(request)), format });
  });
  if (!exported.ok) return jsonResponse(exported);
  const { contentType, extension, chunks } = exported.value;
  const name = `audit-log-${now().toISOString().slice(0, 10)}.${extension}`;
  return fileResponse({ name, contentType, chunks });
}
