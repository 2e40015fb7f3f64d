import { forgetAttempts } from '@/lib/domain/throttle/attempts';

/** Forgets all guesses at the password and the code of an account, after its password was reset. */
export async function forgetGuesses(email: string, userId: string): Promise<void> {
  await forgetAttempts('sign-in', email);
  await forgetAttempts('sign-up', email);
  // Confirmations of a signed-in user are counted by user.
  await forgetAttempts('sign-in', userId);
  await forgetAttempts('second-factor', userId);
}
