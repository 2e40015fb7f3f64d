import { z } from 'zod';
import { normalizePassword } from '@/lib/domain/passwords/normalize-password';

/** Without a second factor, NIST SP 800-63B asks for fifteen. */
export const PASSWORD_MIN = 15;
const PASSWORD_MAX_BYTES = 1024;

const isTooLong = (password: string) => new TextEncoder().encode(password).length > PASSWORD_MAX_BYTES;

/** A password that somebody chooses, in its normalized form. */
export const newPassword = z
  .string('Choose a password.')
  .transform(normalizePassword)
  .refine((value) => [...value].length >= PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .refine((value) => !isTooLong(value), 'This password is too long.')
  // Half a character cannot be encoded, and so two such passwords would be one.
  .refine((value) => !/\p{Cs}/u.test(value), 'Use whole characters only.')
  .refine((value) => !/\p{Cc}/u.test(value), 'Use no tabs, line breaks or other control characters.');

/** A password as its owner types it. It is not normalized: an older hash may be of another form. */
export const ownPassword = z
  .string('Enter your password.')
  .min(1, 'Enter your password.')
  .refine((value) => !isTooLong(normalizePassword(value)), 'This password is too long.');
