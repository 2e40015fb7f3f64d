import { ok, type Result, refuse } from '@/lib/errors';

/** The refusal of a passkey that the member does not have. */
export function refuseUnknownPasskey(): Result<never> {
  return refuse('NOT_FOUND', 'You do not have this passkey any more.');
}

/** How many passkeys a member can have. */
const PASSKEYS_MAX = 20;

/** Refuses with CONFLICT if a member has so many passkeys that none can be added. */
export function requireRoom(passkeys: number): Result<null> {
  if (passkeys < PASSKEYS_MAX) return ok(null);
  return refuse('CONFLICT', `You have ${PASSKEYS_MAX} passkeys. Remove one first.`);
}
