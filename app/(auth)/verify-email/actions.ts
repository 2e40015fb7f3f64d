'use server';

import { customerAction } from '@/lib/actions/member-action';
import { verifyEmail } from '@/lib/domain/users/verify-email';

/** Confirms the signed-in member's email address with the token of an emailed link. */
export const verifyEmailAction = customerAction('users/verify-email', verifyEmail);
