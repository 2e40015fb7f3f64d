import { jsonResponse } from '@/lib/actions/json-response';
import { currentActor } from '@/lib/auth/actor';
import { refuseSignedOut, run } from '@/lib/auth/run';
import { listApiKeys } from '@/lib/domain/api-keys/list';
import { ok } from '@/lib/errors';

const SHOWN = 20;

/** The first keys whose label contains a text, also revoked ones, for the filters of other pages. */
export async function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams.get('search') ?? '';
  const found = await run(async () => {
    const actor = await currentActor('api-keys/list');
    if (!actor) return refuseSignedOut();
    const listed = await listApiKeys(actor, { filter: 'all', search, limit: SHOWN });
    if (!listed.ok) return listed;
    return ok(listed.value.keys.map(({ id, label, maskedSecret }) => ({ id, label, maskedSecret })));
  });
  return jsonResponse(found);
}
