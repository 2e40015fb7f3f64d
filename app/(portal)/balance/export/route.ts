import { loadLedgerParams, toLedgerFilter } from '@/app/(portal)/balance/search-params';
import { fileResponse } from '@/lib/actions/file-response';
import { jsonResponse } from '@/lib/actions/json-response';
import { currentActor } from '@/lib/auth/actor';
import { isOwnOrigin, refuseOrigin } from '@/lib/auth/origin';
import { refuseSignedOut, run } from '@/lib/auth/run';
import { now } from '@/lib/clock';
import { exportLedger } from '@/lib/domain/ledger/export';

/** The entries of the ledger that the address asks for, as a file. It is sent while it is read. */
export async function GET(request: Request): Promise<Response> {
  const params = loadLedgerParams(request);
  const exported = await run(async () => {
    // An export is audited, and a page of another site must not cause one.
    if (!isOwnOrigin(request.headers)) return refuseOrigin();
    const actor = await currentActor('ledger/export');
    if (!actor) return refuseSignedOut();
    return exportLedger(actor, toLedgerFilter(params));
  });
  if (!exported.ok) return jsonResponse(exported);
  const name = `ledger-${params.environment}-${now().toISOString().slice(0, 10)}.csv`;
  return fileResponse({ name, contentType: 'text/csv; charset=utf-8', chunks: exported.value });
}
