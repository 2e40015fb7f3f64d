import type { OperationName } from '@/lib/domain/operations';

/** The operations that send, call or look up something, and cost money. */
export const SENDING: readonly OperationName[] = [
  'batches.send',
  'email-checks.run',
  'lookups.run',
  'lookups.start',
  'messages.send',
  'verifications.start',
  'voice-calls.start',
];

/** Whether an operation sends, calls or looks up something, and costs money. */
export function sends(operation: OperationName): boolean {
  return SENDING.includes(operation);
}
