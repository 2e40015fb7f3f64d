import { type Allowlist, storedAllowlistSchema } from '@/lib/domain/allowlists/schema';

/** An allowlist as its column holds it. */
export function storedAllowlist(column: unknown): Allowlist {
  return storedAllowlistSchema.parse(column);
}
