import type { RefusalCode } from '@/lib/errors';
import { statusOf } from '@/lib/refusal-status';

/** The status that a refused call counts with. A provider may answer a refusal with the status of success. */
export function countedStatus(answered: number, code: RefusalCode): number {
  return answered < 400 ? statusOf(code) : answered;
}
