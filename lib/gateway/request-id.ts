import { BASE62, randomBase62, toBase62 } from '@/lib/base62';

const series = randomBase62(14);
let count = 0;
/** What 62 ids in a row have in common: everything but the last digit. */
let common = '';

/**
 * A new request id, unique over all processes. It is not a secret: the random part is generated once for each process.
 */
export function newRequestId(): string {
  const digit = count % BASE62.length;
  if (digit === 0) common = `req_${series}${toBase62(count / BASE62.length, 7)}`;
  count += 1;
  return common + BASE62[digit];
}
