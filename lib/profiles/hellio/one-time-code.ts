import { z } from 'zod';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { CHANNELS } from '@/lib/domain/verifications/schema';
import { phoneNumber, withPlus } from '@/lib/profiles/hellio/phone-number';

/** How a code is sent. */
export const otpChannel = z.enum(CHANNELS).nullish();

/** A phone number that may be left out. */
export const optionalNumber = phoneNumber
  .nullish()
  .transform((number) => (number ? withPlus(number) : undefined));

/** For the documentation: in the sandbox, this number always gets this code. */
export const EXAMPLE_CODE = { mobile_number: MAGIC_NUMBERS.delivered, code: '123456' };
