import 'server-only';
import { jsonResponse } from '@/lib/actions/json-response';
import { currentActor } from '@/lib/auth/actor';
import { refuseSignedOut, run } from '@/lib/auth/run';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';
import type { Result } from '@/lib/errors';

/**
 * Turns a verb that reads into a route handler that answers with JSON, for a signed-in member or an agent in an
 * impersonation session. Anyone else gets 401.
 * @param name the verb in the permission table; a request by support is recorded under it
 * @param read gets the parameters of the request's query
 */
export function memberRoute<T>(
  name: Verb,
  read: (actor: WorkspaceActor, query: URLSearchParams) => Promise<Result<T>>,
): (request: Request) => Promise<Response> {
  return async (request) =>
    jsonResponse(
      await run(async () => {
        const actor = await currentActor(name);
        return actor ? read(actor, new URL(request.url).searchParams) : refuseSignedOut();
      }),
    );
}
