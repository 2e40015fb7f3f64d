import { type Result, refuse } from '@/lib/errors';

/** The refusal of a passkey that the member does not have. */
export function refuseUnknownPasskey(): Result<never> {
  return refuse('NOT_FOUND', 'You do not have this passkey any more.');
}
