'use server';

import { publicAction } from '@/lib/actions/public-action';
import { keepBrowserToken, readBrowserToken } from '@/lib/auth/known-browser';
import { keepPasskeySecret } from '@/lib/auth/passkey-secret';
import { signUpInvited } from '@/lib/domain/invitations/sign-up';
import { offerPasskeyToGuest } from '@/lib/domain/passkeys/offer-to-guest';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { ok } from '@/lib/errors';

export const signUpInvitedAction = publicAction(signUpInvited);
export const requestPasswordResetAction = publicAction(requestPasswordReset);

/** What a passkey signs to sign in. */
export const offerPasskeyToGuestAction = publicAction(async (actor, input) =>
  offerPasskeyToGuest(actor, input, await keepPasskeySecret()),
);

export const resetPasswordAction = publicAction(async (actor, input) => {
  const reset = await resetPassword(actor, input, await readBrowserToken());
  if (!reset.ok) return reset;
  await keepBrowserToken(reset.value.browserToken);
  return ok(null);
});
