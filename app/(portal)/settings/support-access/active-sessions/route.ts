import { currentActor } from '@/lib/auth/actor';
import { run } from '@/lib/auth/run';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { refuse } from '@/lib/errors';
import { statusOf } from '@/lib/refusal-status';

const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** The open support sessions in the workspace. Every page of a member polls it. */
export async function GET(): Promise<Response> {
  const answer = await run(async () => {
    const actor = await currentActor('impersonation/active-sessions');
    if (!actor) return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
    return listActiveSessions(actor);
  });
  if (answer.ok) return Response.json(answer.value, NO_STORE);
  return Response.json(answer.refusal, { ...NO_STORE, status: statusOf(answer.refusal.code) });
}
