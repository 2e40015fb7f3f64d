import { randomBase62, toBase62 } from '@/lib/base62';

const series = randomBase62(14);
let count = 0;

/**
 * A new request id, unique over all processes. It is not a secret: the random part is generated once for each process.
 */
export function newRequestId(): string {
  count += 1;
  return `req_${series}${toBase62(count, 8)}`;
}
