import { type Allowlist, allowlistSchema } from '@/lib/domain/allowlists/schema';

/** An allowlist as its column holds it. */
export function storedAllowlist(column: unknown): Allowlist {
  return allowlistSchema.parse(column);
}
