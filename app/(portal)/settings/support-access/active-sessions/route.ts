import { run } from '@/lib/actions/run';
import { currentActor } from '@/lib/auth/actor';
import { listActiveSessions } from '@/lib/domain/impersonation/active-sessions';
import { type RefusalCode, refuse } from '@/lib/errors';

const STATUS: Partial<Record<RefusalCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, FAULT: 500 };
const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** The open support sessions in the workspace. Every page of a member polls it. */
export async function GET(): Promise<Response> {
  const answer = await run(async () => {
    const actor = await currentActor('impersonation/active-sessions');
    if (!actor) return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
    return listActiveSessions(actor);
  });
  if (answer.ok) return Response.json(answer.value, NO_STORE);
  return Response.json(answer.refusal, { ...NO_STORE, status: STATUS[answer.refusal.code] ?? 400 });
}
