import { currentActor } from '@/lib/auth/actor';
import { readActivity } from '@/lib/domain/usage/activity';
import { run } from '@/lib/auth/run';
import { refuse } from '@/lib/errors';
import { statusOf } from '@/lib/refusal-status';

const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** The present state and last use of the keys named by `id` parameters; the list asks every few seconds. */
export async function GET(request: Request): Promise<Response> {
  const answer = await run(async () => {
    const actor = await currentActor('usage/activity');
    if (!actor) return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
    return readActivity(actor, { keyIds: new URL(request.url).searchParams.getAll('id') });
  });
  if (answer.ok) return Response.json(answer.value, NO_STORE);
  return Response.json(answer.refusal, { ...NO_STORE, status: statusOf(answer.refusal.code) });
}
