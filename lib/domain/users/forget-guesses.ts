import { forgetAttempts } from '@/lib/domain/throttle/attempts';

/** Resets the attempts at the password and the code of an account, after its password was reset. */
export async function forgetGuesses(email: string, userId: string): Promise<void> {
  await forgetAttempts('sign-in', email);
  await forgetAttempts('sign-up', email);
  // Password confirmations of a signed-in user are counted by user id.
  await forgetAttempts('sign-in', userId);
  await forgetAttempts('second-factor', userId);
}
