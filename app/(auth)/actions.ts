'use server';

import { publicAction } from '@/lib/actions/public-action';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signUp } from '@/lib/domain/users/sign-up';
import { verifyEmail } from '@/lib/domain/users/verify-email';

export const signUpAction = publicAction(signUp);
export const requestPasswordResetAction = publicAction(requestPasswordReset);
export const resetPasswordAction = publicAction(resetPassword);
export const verifyEmailAction = publicAction(verifyEmail);
