import type { Actor } from '@/lib/domain/actor';
import { mailExtensionRequest } from '@/lib/domain/extension-requests/mail';
import { ALREADY_ASKED, askCustomer } from '@/lib/domain/impersonation/ask-customer';
import { EXTENSION_MINUTES, extendedEnd, LONGEST_HOURS } from '@/lib/domain/impersonation/duration';
import { extensionRequestState } from '@/lib/domain/impersonation/request-state';
import type { Result } from '@/lib/errors';

/**
 * Asks the customer to extend the agent's session, and emails the owners and admins. The agent may ask again after an
 * answer.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND when the session is not the agent's or is over, TOO_MANY_ATTEMPTS,
 * or CONFLICT when a request is open, or the session would last longer than a session may.
 */
export function askToExtend(actor: Actor, input: unknown): Promise<Result<{ askedAt: Date }>> {
  return askCustomer(actor, input, {
    verb: 'extension-requests/ask',
    attempt: 'extension-request',
    action: 'impersonation.ask_to_extend',
    detail: { minutes: EXTENSION_MINUTES },
    refusal(session) {
      if (extensionRequestState(session) === 'open') return ALREADY_ASKED;
      return extendedEnd(session) ? null : `A support session lasts at most ${LONGEST_HOURS} hours.`;
    },
    request: (reason, at) => ({
      extensionAskedAt: at,
      extensionReason: reason,
      extensionAnsweredAt: null,
      extensionAnsweredById: null,
      extensionGranted: null,
    }),
    mail: mailExtensionRequest,
  });
}
