import { run } from '@/lib/actions/run';
import { currentSession, staffHome } from '@/lib/auth/session';
import { toVisitState, type VisitAnswer } from '@/lib/auth/viewer';
import { ok, type Result } from '@/lib/errors';

const NO_STORE = { headers: { 'cache-control': 'no-store' } };

/** How the agent's visit stands, or where they go from here when it is over; the bar asks every few seconds. */
export async function GET(): Promise<Response> {
  const answer = await run(async (): Promise<Result<VisitAnswer>> => {
    const session = await currentSession();
    if (session?.kind === 'impersonated') return ok({ visit: toVisitState(session) });
    if (session?.kind === 'staff') return ok({ home: await staffHome(session) });
    return ok({ home: session ? '/' : '/login' });
  });
  return answer.ok
    ? Response.json(answer.value, NO_STORE)
    : Response.json(answer.refusal, { ...NO_STORE, status: 500 });
}
