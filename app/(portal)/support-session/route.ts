import { jsonResponse } from '@/lib/actions/json-response';
import { run } from '@/lib/auth/run';
import { currentSession, staffHome } from '@/lib/auth/session';
import { type ImpersonationAnswer, toImpersonationState } from '@/lib/auth/viewer';
import { ok, type Result } from '@/lib/errors';

/** The state of the agent's support session, or the page to go to when it is over. The bar polls it. */
export async function GET(): Promise<Response> {
  return jsonResponse(
    await run(async (): Promise<Result<ImpersonationAnswer>> => {
      const session = await currentSession();
      if (session?.kind === 'impersonated') return ok({ impersonation: toImpersonationState(session) });
      if (session?.kind === 'staff') return ok({ home: await staffHome(session) });
      return ok({ home: session ? '/' : '/login' });
    }),
  );
}
