import { mailActRequest } from '@/lib/domain/act-requests/mail';
import type { Actor } from '@/lib/domain/actor';
import { impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { ALREADY_ASKED, askCustomer } from '@/lib/domain/impersonation/ask-customer';
import { actRequestState } from '@/lib/domain/impersonation/request-state';
import type { Result } from '@/lib/errors';

/**
 * Asks the customer to let the agent make changes until the session ends, and emails the owners and admins. The agent
 * may ask again after a refusal.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND when the session is not the agent's or is over, TOO_MANY_ATTEMPTS,
 * or CONFLICT when a request is open, the agent can make changes already, or the workspace lets support only view.
 */
export function askToAct(actor: Actor, input: unknown): Promise<Result<{ askedAt: Date }>> {
  return askCustomer(actor, input, {
    verb: 'act-requests/ask',
    attempt: 'act-request',
    action: 'impersonation.ask_to_act',
    refusal(session, at) {
      if (session.workspace.supportAccess !== 'ask') return 'This customer lets support only view.';
      if (impersonationMode(session.workspace, session, at) === 'act') return 'You can make changes already.';
      return actRequestState(session) === 'open' ? ALREADY_ASKED : null;
    },
    request: (reason, at) => ({
      actAskedAt: at,
      actReason: reason,
      actAnsweredAt: null,
      actAnsweredById: null,
      actGranted: null,
    }),
    mail: mailActRequest,
  });
}
