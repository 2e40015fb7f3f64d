import { countCalls } from '@/components/count-calls';
import { formatCount } from '@/components/format-count';
import { REHEARSED_DAYS } from '@/lib/domain/rehearsals/days';

/** What is counted: API calls, or the phone numbers that a key sends to, calls or looks up. */
type Counted = 'calls' | 'numbers';

const NOUNS: Record<Counted, readonly [one: string, many: string]> = {
  calls: ['call', 'calls'],
  numbers: ['message, voice call or lookup', 'messages, voice calls and lookups'],
};
const NOTHING: Record<Counted, string> = {
  calls: 'No call succeeded',
  numbers: 'No message, voice call or lookup was made',
};

/** What a change would have refused, in one sentence. */
export function describeRehearsal(
  { calls, refused, isExact = true }: { calls: number; refused: number; isExact?: boolean },
  counted: Counted = 'calls',
): string {
  if (calls === 0)
    return `${NOTHING[counted]} in the last ${REHEARSED_DAYS} days, so nothing shows what this changes.`;
  const [one, many] = NOUNS[counted];
  const all = `${formatCount(calls)} ${calls === 1 ? one : many} of the last ${REHEARSED_DAYS} days`;
  return refused === 0
    ? `This would have refused none of the ${all}.`
    : `This would have refused ${isExact ? '' : 'up to '}${formatCount(refused)} of the ${all}.`;
}

/** How many calls a rehearsal of a rate limit cannot judge. */
export function describeUnknown(calls: number): string {
  return `The minute of ${countCalls(calls)} of the last ${REHEARSED_DAYS} days is not known, so this limit may refuse some.`;
}

/** How often a network called: “203.0.113.7 (40 calls)”. */
export function describeNetwork({ network, calls }: { network: string; calls: number }): string {
  return `${network.replace(/\/(?:32|128)$/, '')} (${countCalls(calls)})`;
}

/** How often an operation was called: “messages.send (40 calls)”. */
export function describeOperation({ operation, calls }: { operation: string; calls: number }): string {
  return `${operation} (${countCalls(calls)})`;
}

/** How many numbers belong to a country: “US (4)”. */
export function describeCountry({ country, calls }: { country: string; calls: number }): string {
  return `${country || 'no country'} (${formatCount(calls)})`;
}
