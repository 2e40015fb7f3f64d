import { z } from 'zod';

/** `version` is the one that the page showed, so that sending the form again replaces nothing. */
export const rotateCallbackSecretSchema = z.strictObject({ version: z.string().max(100) });
