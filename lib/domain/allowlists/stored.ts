import { type Allowlist, storedAllowlistSchema } from '@/lib/domain/allowlists/schema';

/** Reads an allowlist from its database column. */
export function storedAllowlist(column: unknown): Allowlist {
  return storedAllowlistSchema.parse(column);
}
