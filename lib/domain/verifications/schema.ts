import { z } from 'zod';
import { normalise, readAddress } from '@/lib/domain/allowlists/network';
import { NOT_A_NUMBER } from '@/lib/domain/messages/recipient-list';
import { sender } from '@/lib/domain/messages/schema';
import { readPhoneNumber } from '@/lib/domain/phone-numbers/phone-number';
import { email } from '@/lib/domain/text/email';
import { optionalLine } from '@/lib/domain/text/line';

/** The channels that can be asked for. `deliver-code.ts` tells which of them are connected. */
export const CHANNELS = ['sms', 'email', 'voice', 'whatsapp'] as const;

export type RequestedChannel = (typeof CHANNELS)[number];

export const CHANNEL_NOT_CONNECTED = 'This channel is not connected. Use sms, voice or email.';

const PURPOSE_MAX = 32;

const phoneNumber = z.string().transform((text, context) => {
  const number = readPhoneNumber(text);
  if (number !== undefined) return number;
  context.addIssue({ code: 'custom', message: NOT_A_NUMBER, input: text });
  return z.NEVER;
});

const clientAddress = z.string().transform((text, context) => {
  const address = readAddress(text.trim());
  if (address) return normalise(address).toString();
  context.addIssue({ code: 'custom', message: 'Give an IP address, such as 203.0.113.7.', input: text });
  return z.NEVER;
});

const codeLength = z.int('Give a whole number from 4 to 10.').min(4).max(10);
const expiresInMinutes = z.int('Give a whole number from 1 to 1440.').min(1).max(1440);

const ONE_RECIPIENT = 'Give a phone number or an email address, and not both.';

/** What a start can contain. Profiles offer them under their own names. */
export const startVerificationFields = {
  to: phoneNumber.optional().describe('The phone number in E.164. Give this or an email address.'),
  email: email.optional().describe('The email address. Give this or a phone number.'),
  channel: z
    .enum(CHANNELS, CHANNEL_NOT_CONNECTED)
    .optional()
    .describe('How the code is sent. Without it, by SMS to a phone number and by email to an email address.'),
  from: sender
    .optional()
    .describe('The sender of the SMS or the call: a phone number, a short code or a name.'),
  codeLength: codeLength.default(6).describe('How many digits the code has.'),
  expiresInMinutes: expiresInMinutes.default(10).describe('How long the code can be used, in minutes.'),
  purpose: optionalLine(PURPOSE_MAX)
    .default('')
    .describe('What the code is for, such as `sign-in`. Each purpose has a code of its own.'),
  clientAddress: clientAddress
    .optional()
    .describe('The IP address of the person who asked for the code. Without it, your own address counts.'),
};

export const startVerificationSchema = z
  .strictObject(startVerificationFields)
  .transform(({ to, email: address, channel: requested, ...input }, context) => {
    const refuse = (field: string, message: string) => {
      context.addIssue({ code: 'custom', path: [field], message, input });
      return z.NEVER;
    };
    const recipient = to ?? address;
    if (recipient === undefined || (to !== undefined && address !== undefined))
      return refuse('to', ONE_RECIPIENT);
    const channel = requested ?? (to === undefined ? 'email' : 'sms');
    const byEmail = channel === 'email';
    if (byEmail && address === undefined) return refuse('channel', 'This channel needs an email address.');
    if (!byEmail && to === undefined) return refuse('channel', 'This channel needs a phone number.');
    if (byEmail && input.from !== undefined)
      return refuse('from', 'Leave it out: emails have no such sender.');
    return { ...input, recipient, channel };
  });

/** Longer than any code with its grouping characters. The rest is not compared. */
const LONGEST_ENTERED = 64;

/** Grouping characters that people enter are dropped. Any other text is a wrong code. */
const code = z
  .string('Give the code as text.')
  .transform((text) => text.slice(0, LONGEST_ENTERED).replace(/[\s-]/g, ''));

/** What a check can contain. */
export const checkVerificationFields = {
  id: z.string().optional().describe('The id of the verification.'),
  to: phoneNumber.optional().describe('The phone number that the code was sent to.'),
  email: email.optional().describe('The email address that the code was sent to.'),
  purpose: optionalLine(PURPOSE_MAX)
    .optional()
    .describe('The purpose of the code. Without it, the code may be of any purpose.'),
  code: code.describe('The code as the person entered it.'),
};

export const checkVerificationSchema = z
  .strictObject(checkVerificationFields)
  .transform(({ id, to, email: address, purpose, code: entered }, context) => {
    const recipient = to ?? address;
    const isOne = [id, to, address].filter((each) => each !== undefined).length === 1;
    if (isOne && id !== undefined && purpose === undefined) return { target: { id }, code: entered };
    if (isOne && recipient !== undefined) return { target: { recipient, purpose }, code: entered };
    const [field, message] = isOne
      ? ['purpose', 'Leave it out: the id tells which code it is.']
      : ['to', ONE_RECIPIENT];
    context.addIssue({ code: 'custom', path: [field], message, input: to });
    return z.NEVER;
  });

export const verificationSchema = z.strictObject({
  id: z.string().describe('The id of the verification.'),
});
