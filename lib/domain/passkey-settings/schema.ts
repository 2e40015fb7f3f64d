import { z } from 'zod';
import { newPasskeySchema } from '@/lib/domain/passkeys/schema';
import { proofFields } from '@/lib/domain/second-factor/schema';
import { id } from '@/lib/domain/text/id';
import { line } from '@/lib/domain/text/line';

const NAME_MAX = 50;
const name = line(NAME_MAX, 'Enter a name, such as “Work laptop”.');
const passkeyId = id('psk', 'passkey');

/** What a form asks for before the browser creates a passkey. */
export const newPasskeyFormSchema = z.strictObject({ name, ...proofFields });

export const addPasskeySchema = newPasskeySchema.extend({ name });

export const renamePasskeySchema = z.strictObject({ passkeyId, name });

export const removePasskeySchema = z.strictObject({ passkeyId, ...proofFields });
