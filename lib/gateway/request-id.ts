import { randomBase62, toBase62 } from '@/lib/base62';

const series = randomBase62(14);
let count = 0;

/** A new id of a request, unique over all processes. It is no secret: the random part is drawn once a process. */
export function newRequestId(): string {
  count += 1;
  return `req_${series}${toBase62(count, 8)}`;
}
