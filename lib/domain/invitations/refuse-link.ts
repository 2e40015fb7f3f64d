import { type Result, refuse } from '@/lib/errors';

/** The refusal of the link of an invitation that does not work. */
export function refuseInvitationLink(): Result<never> {
  return refuse(
    'INVALID_LINK',
    'This invitation has expired, was withdrawn or was already used. Ask for a new one.',
  );
}
