import type { OperationName } from '@/lib/domain/operations';

/** The operations that send messages or one-time codes, and cost money. */
export const SENDING: readonly OperationName[] = ['batches.send', 'messages.send', 'verifications.start'];

/** Whether an operation sends messages or one-time codes. */
export function sends(operation: OperationName): boolean {
  return SENDING.includes(operation);
}
