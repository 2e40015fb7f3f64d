import { run } from '@/lib/actions/run';
import { currentActor } from '@/lib/auth/actor';
import { readPresence } from '@/lib/domain/support/read-presence';
import { type RefusalCode, refuse } from '@/lib/errors';

const STATUS: Partial<Record<RefusalCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, FAULT: 500 };
const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** Who of support is in the workspace; every page of a member asks every few seconds. */
export async function GET(): Promise<Response> {
  const answer = await run(async () => {
    const actor = await currentActor('support/read-presence');
    if (!actor) return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
    return readPresence(actor);
  });
  if (answer.ok) return Response.json(answer.value, NO_STORE);
  return Response.json(answer.refusal, { ...NO_STORE, status: STATUS[answer.refusal.code] ?? 400 });
}
