import { z } from 'zod';
import { allowlistSchema } from '@/lib/domain/allowlists/schema';
import { email } from '@/lib/domain/users/schema';

export const setWorkspaceAllowlistSchema = z.strictObject({ allowlist: allowlistSchema });

/** Null: warnings go to the workspace's owners. */
export const setContactEmailSchema = z.strictObject({ contactEmail: email.nullable() });
