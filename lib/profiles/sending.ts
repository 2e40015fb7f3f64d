import type { OperationName } from '@/lib/domain/operations';

/** The operations that send messages or one-time codes or start voice calls, and cost money. */
export const SENDING: readonly OperationName[] = [
  'batches.send',
  'messages.send',
  'verifications.start',
  'voice-calls.start',
];

/** Whether an operation sends messages or one-time codes or starts voice calls. */
export function sends(operation: OperationName): boolean {
  return SENDING.includes(operation);
}
