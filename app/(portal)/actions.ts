'use server';

import { customerAction } from '@/lib/actions/member-action';
import { offerPasskeyToMember } from '@/lib/domain/passkeys/offer-to-member';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';

/** Emails the signed-in member a new link that confirms their address. */
export const requestEmailVerificationAction = customerAction(
  'users/request-email-verification',
  requestEmailVerification,
);

/** What a passkey signs to confirm who the member is. */
export const offerPasskeyAction = customerAction('passkeys/offer-to-member', offerPasskeyToMember);
