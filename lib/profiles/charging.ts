import type { OperationName } from '@/lib/domain/operations';
import type { Route } from '@/lib/profiles/profile';

/** The operations that charge the workspace: they send, call or look up something. */
export const CHARGING: readonly OperationName[] = [
  'batches.send',
  'email-checks.run',
  'lookups.run',
  'lookups.start',
  'messages.send',
  'verifications.start',
  'voice-calls.start',
];

/** Whether an operation charges the workspace. A route of it can be free: see `isFree` of `Route`. */
export function charges(operation: OperationName): boolean {
  return CHARGING.includes(operation);
}

/** Whether a GET request to a route charges the workspace. Some providers let clients send or look up like that. */
export function chargesByGet({ method, operation, isFree }: Route): boolean {
  return method === 'GET' && !isFree && charges(operation);
}
