import { z } from 'zod';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';
import { PASSWORD_MIN } from '@/lib/domain/passwords/password-min';

const PASSWORD_MAX_BYTES = 1024;

const isTooLong = (password: string) => new TextEncoder().encode(password).length > PASSWORD_MAX_BYTES;

/** A new password. The output is its normalized form. */
export const newPassword = z
  .string('Choose a password.')
  .transform(normalizePassword)
  .refine((value) => [...value].length >= PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .refine((value) => !isTooLong(value), 'This password is too long.')
  // Half a surrogate pair cannot be encoded, so two such passwords would have the same hash.
  .refine((value) => !/\p{Cs}/u.test(value), 'Use whole characters only.')
  .refine((value) => !/\p{Cc}/u.test(value), 'Use no tabs, line breaks or other control characters.');

/** The current password of a user. It is not normalized, because an older hash may be of another form. */
export const ownPassword = z
  .string('Enter your password.')
  .min(1, 'Enter your password.')
  .refine((value) => !isTooLong(normalizePassword(value)), 'This password is too long.');
