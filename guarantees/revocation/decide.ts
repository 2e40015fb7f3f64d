import type { Call, KeyState, Operation } from './history';

/** The scope that an operation needs; null: none. */
const SCOPES: Record<Operation, string | null> = {
  account: null,
  balance: 'balance.read',
  send: 'messages.send',
};

type Attempt = Pick<Call, 'secret' | 'operation'>;

function lacksScope({ scopes }: KeyState, operation: Operation): boolean {
  const scope = SCOPES[operation];
  return scope !== null && !scopes.includes(scope);
}

/** What the checks of a gateway decide by one state of the key. */
export function decide(state: KeyState, { secret, operation }: Attempt): string {
  if (!state.secrets.includes(secret)) return 'INVALID_API_KEY';
  if (state.disabled) return 'API_KEY_INACTIVE';
  if (!state.addressAllowed) return 'IP_NOT_ALLOWED';
  return lacksScope(state, operation) ? 'FORBIDDEN' : 'ok';
}

/** What the transaction of a send decides by one state of the key, after the checks of the gateway have passed. */
function decideInTransaction(state: KeyState, { secret, operation }: Attempt): string {
  if (!state.secrets.includes(secret) || state.disabled) return 'INVALID_API_KEY';
  return lacksScope(state, operation) ? 'FORBIDDEN' : 'ok';
}

/**
 * All results that a call may have that is decided by one of these states, which follow each other. A send is decided twice:
 * by the checks, and by its transaction, which reads the same state or a later one.
 */
export function possibleResults(states: readonly KeyState[], attempt: Attempt): Set<string> {
  const results = new Set<string>();
  let mayPass = false;
  for (const state of states) {
    const checked = decide(state, attempt);
    mayPass ||= checked === 'ok';
    if (attempt.operation !== 'send' || checked !== 'ok') results.add(checked);
    if (attempt.operation === 'send' && mayPass) results.add(decideInTransaction(state, attempt));
  }
  return results;
}
