import { z } from 'zod';
import { allowlistSchema, storedAllowlistSchema } from '@/lib/domain/allowlists/schema';
import { email } from '@/lib/domain/users/schema';

/** `from`: what the page showed. A change made elsewhere meanwhile is then not undone unawares. */
export const setWorkspaceAllowlistSchema = z.strictObject({
  allowlist: allowlistSchema,
  from: storedAllowlistSchema.optional(),
});

/** Null: warnings go to the workspace's owners. */
export const setContactEmailSchema = z.strictObject({ contactEmail: email.nullable() });
