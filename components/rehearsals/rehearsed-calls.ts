import { REHEARSED_DAYS } from '@/lib/domain/rehearsals/days';

const count = (calls: number) => calls.toLocaleString('en');
const times = (calls: number, noun = 'call') => `${count(calls)} ${noun}${calls === 1 ? '' : 's'}`;

/** What a change would have refused, in one sentence. */
export function describeRehearsal(
  { calls, refused, isExact = true }: { calls: number; refused: number; isExact?: boolean },
  noun: 'call' | 'message' = 'call',
): string {
  if (calls === 0 && noun === 'message') {
    return `No message was sent in the last ${REHEARSED_DAYS} days, so nothing shows what this changes.`;
  }
  if (calls === 0)
    return `No call succeeded in the last ${REHEARSED_DAYS} days, so nothing shows what this changes.`;
  const all = `${times(calls, noun)} of the last ${REHEARSED_DAYS} days`;
  return refused === 0
    ? `This would have refused none of the ${all}.`
    : `This would have refused ${isExact ? '' : 'up to '}${count(refused)} of the ${all}.`;
}

/** How often a network called: “203.0.113.7 (40 calls)”. */
export function describeNetwork({ network, calls }: { network: string; calls: number }): string {
  return `${network.replace(/\/(?:32|128)$/, '')} (${times(calls)})`;
}

/** How often an operation was called: “messages.send (40 calls)”. */
export function describeOperation({ operation, calls }: { operation: string; calls: number }): string {
  return `${operation} (${times(calls)})`;
}

/** How many messages went to a country: “US (4 messages)”. */
export function describeCountry({ country, calls }: { country: string; calls: number }): string {
  return `${country || 'no country'} (${times(calls, 'message')})`;
}
