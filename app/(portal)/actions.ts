'use server';

import { customerAction } from '@/lib/actions/member-action';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';

/** Emails the signed-in member a new link that confirms their address. */
export const requestEmailVerificationAction = customerAction(
  'users/request-email-verification',
  requestEmailVerification,
);
