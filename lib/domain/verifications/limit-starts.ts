import { DAY, HOUR, MINUTE, SECOND } from '@/lib/clock';
import type { VerificationChannel } from '@/lib/db/generated/enums';
import { clientNetwork } from '@/lib/domain/throttle/client-network';
import { consume, counterKey, limiter } from '@/lib/domain/throttle/limiter';
import { waitInWords } from '@/lib/domain/throttle/wait-in-words';
import { ok, type Result, refuse } from '@/lib/errors';

/** How many codes can be sent in a time, in milliseconds. */
interface Limit {
  codes: number;
  windowMs: number;
}

/** To one recipient by one workspace. With five attempts a code, that is 25 guesses an hour and 100 a day. */
export const RECIPIENT_HOURLY: Limit = { codes: 5, windowMs: HOUR };
const RECIPIENT_DAILY: Limit = { codes: 20, windowMs: DAY };
/** To one recipient by all workspaces together. */
export const RECIPIENT_ANYWHERE: Limit = { codes: 20, windowMs: HOUR };
/** For one network of end users of a workspace. An office or a mobile network may share one address. */
export const CLIENT: Limit = { codes: 30, windowMs: 10 * MINUTE };
/** For one network of callers, by all workspaces together, if the caller does not tell who its end users are. */
export const CALLER: Limit = { codes: 60, windowMs: MINUTE };
/** Emails of one workspace. They cost nothing, and come from the provider's own address. */
const EMAILS: Limit = { codes: 300, windowMs: HOUR };

/** What a limit is about. */
type Subject = 'recipient' | 'client' | 'emails';

const REASONS: Record<Subject, string> = {
  recipient: 'Too many codes were sent to this recipient.',
  client: 'Too many codes were requested from this address.',
  emails: 'Too many codes were sent by email.',
};

export interface StartedCode {
  workspaceId: string;
  recipient: string;
  channel: VerificationChannel;
  /** Of the end user, as the caller says; null: not told. */
  clientAddress: string | null;
  /** Of the caller. */
  callerAddress: string | null;
}

interface Count {
  name: string;
  limit: Limit;
  key: string;
  of: Subject;
}

/** The recipient without the part that many mail servers ignore: `ada+news@example.com` is `ada@example.com`. */
function mailboxOf(recipient: string): string {
  return recipient.replace(/\+[^@]*(?=@)/, '');
}

/** The counters of a code. Those that only its workspace can use up come first. */
function countsOf({ workspaceId, recipient, channel, clientAddress, callerAddress }: StartedCode): Count[] {
  const person = counterKey(mailboxOf(recipient));
  const own = `${workspaceId}/${person}`;
  const counts: Count[] = [
    { name: 'recipient-hourly', limit: RECIPIENT_HOURLY, key: own, of: 'recipient' },
    { name: 'recipient-daily', limit: RECIPIENT_DAILY, key: own, of: 'recipient' },
  ];
  if (clientAddress !== null) {
    const key = `${workspaceId}/${clientNetwork(clientAddress)}`;
    counts.push({ name: 'client', limit: CLIENT, key, of: 'client' });
  } else if (callerAddress !== null) {
    counts.push({ name: 'caller', limit: CALLER, key: clientNetwork(callerAddress), of: 'client' });
  }
  if (channel === 'email') counts.push({ name: 'emails', limit: EMAILS, key: workspaceId, of: 'emails' });
  counts.push({ name: 'recipient-anywhere', limit: RECIPIENT_ANYWHERE, key: person, of: 'recipient' });
  return counts;
}

/**
 * Counts a code before it is sent, so that parallel ones are all counted. A code that one limit refuses does not count
 * for the next. Refuses with RATE_LIMITED.
 */
export async function limitStarts(started: StartedCode): Promise<Result<null>> {
  for (const { name, limit, key, of } of countsOf(started)) {
    const counters = limiter(`one-time-code:${name}`, limit.codes, limit.windowMs / SECOND);
    const { waitMs } = await consume(counters, key);
    if (waitMs === 0) continue;
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / SECOND));
    const message = `${REASONS[of]} Try again in ${waitInWords(retryAfterSeconds)}.`;
    return refuse('RATE_LIMITED', message, { retryAfterSeconds, detail: { of } });
  }
  return ok(null);
}
