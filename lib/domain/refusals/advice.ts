import { readSender } from '@/lib/domain/phone-numbers/sender';
import { isSimulated } from '@/lib/domain/refusals/cause';
import { say } from '@/lib/say';

/** A change of the key or the workspace that lets the same call succeed. */
export type RefusalFix =
  | { kind: 'addScope'; scope: string }
  | { kind: 'allowAddress'; list: 'key' | 'workspace'; address: string }
  | { kind: 'allowCountry'; country: string }
  | { kind: 'allowSender'; sender: string }
  | { kind: 'raiseSpendLimit'; period: 'day' | 'month' }
  | { kind: 'raiseRateLimit' }
  | { kind: 'enable' }
  | { kind: 'extend' };

export interface Refused {
  code: string;
  address: string | null;
  detail: Readonly<Record<string, string | number>>;
}

export interface Advice {
  /** What the owner of the key can do, in a sentence. */
  advice: string;
  /** The change that fixes it with one click, if there is one. */
  fix: RefusalFix | null;
}

const SIGN = 'Sign each request with the signing secret, as the documentation shows';

const advices = (): Record<string, string> => ({
  API_KEY_INACTIVE: say`The key is disabled. Enable it, or stop what still uses it.`,
  API_KEY_EXPIRED: say`The key has expired. Change its expiry, or use another key.`,
  WORKSPACE_SUSPENDED: 'The account is suspended. Contact support.',
  IP_NOT_ALLOWED: 'The address is not on the allowlist. Add it if it is yours.',
  SIGNATURE_REQUIRED: `${SIGN}, or no longer require signatures.`,
  INVALID_SIGNATURE: `The signature doesn’t match the request. ${SIGN}.`,
  SIGNATURE_EXPIRED: 'The signature was too old or from the future. Set the clock of the calling server.',
  NONCE_REUSED: 'The same signed request was sent twice. Sign every request again, including retries.',
  RATE_LIMITED:
    'Too many calls in a minute. Spread them, wait for the time in Retry-After, or raise the rate limit.',
  FORBIDDEN: say`The key lacks a scope, or asked for a key that may do more than itself. Add the scope if the key should do this.`,
  ALREADY_CREATED: say`The request was sent before, and its secret is shown only once. Revoke the key if it is lost.`,
  NOT_FOUND: 'There is nothing under this address or id. Look at the path, the method and the environment.',
  CONFLICT: say`The state of the key or message does not allow the change: a key that was revoked, or a message that was submitted.`,
  METHOD_NOT_ALLOWED: 'The path does not take this method. Look it up in the documentation.',
  PAYLOAD_TOO_LARGE: 'The body is too large. Send less in one request.',
  UNSUPPORTED_MEDIA_TYPE: 'Send the body in a media type that the API accepts. The response names it.',
  MALFORMED_REQUEST: say`The request cannot be read. The response names the part: the body, a header or the key.`,
  INVALID_REQUEST: 'Part of the input is not valid. The response names the fields.',
  SENDER_NOT_APPROVED: say`This sender isn’t allowed for this key. Add the sender, or send from another one.`,
  DESTINATION_NOT_ALLOWED: say`The key may not send to this country. Add it if the key should do this.`,
  DESTINATION_NOT_SUPPORTED: 'Messages to this number are not supported. Contact support.',
  SPEND_LIMIT_EXCEEDED: say`The key reached its spending limit. Wait for the next period, or raise the limit.`,
  INSUFFICIENT_BALANCE: 'The balance does not cover the request. Add money to the account.',
  IDEMPOTENCY_CONFLICT: 'The same request is still running. Wait for its response and try again.',
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key was used for another request. Use a new one for each.',
  CHANNEL_NOT_CONNECTED:
    'No carrier is connected that can do this. Use another channel or kind, or contact support.',
  CARRIER_NOT_CONFIGURED: say`Live sending is not set up yet. Try it with a sandbox key, or contact support.`,
});

/** What the limits of one-time codes and email checks are about. */
const LIMIT_ADVICE: Record<string, string> = {
  recipient: 'Too many one-time codes for one recipient. Let people ask for a new code only after a pause.',
  client:
    'Too many one-time codes for one address. Send the address of the person in the request, or slow down.',
  lookups: 'Too many lookups at the same time. Wait for some of them, or start a list.',
  addresses: 'Too many email checks in one minute. Spread them over a longer time.',
  emails: 'Too many one-time codes by email. Wait for the time in Retry-After, or contact support.',
};

const simulatedAdvice = () =>
  say`The sandbox rejected the call because the recipient is a number that asks for it.`;

/** What to do about calls with a secret that no longer works. */
function endedAdvice({ cause, secret }: Refused['detail']): string {
  return cause === 'revoked'
    ? say`This key is revoked, but something still uses it. Look for the client at the address.`
    : say`Something still uses an old secret of this key (${String(secret)}). Give it the current one.`;
}

const OTHERWISE = 'Look the code up in the documentation, or send the request id to support.';

/** What the owner of a key can do about a refused call. */
export function adviseOn(refused: Refused): Advice {
  return { advice: adviceOf(refused), fix: fixOf(refused) };
}

function adviceOf({ code, detail }: Refused): string {
  if (isSimulated(detail)) return simulatedAdvice();
  if (code === 'INVALID_API_KEY') return endedAdvice(detail);
  const limited = code === 'RATE_LIMITED' ? LIMIT_ADVICE[String(detail.of)] : undefined;
  return limited ?? advices()[code] ?? OTHERWISE;
}

/** The change that lets the same call succeed; null if there is none. */
export function fixOf({ code, address, detail }: Refused): RefusalFix | null {
  if (isSimulated(detail)) return null;
  const text = (name: string) => (typeof detail[name] === 'string' ? detail[name] : null);
  switch (code) {
    case 'API_KEY_INACTIVE':
      return { kind: 'enable' };
    case 'API_KEY_EXPIRED':
      return { kind: 'extend' };
    case 'RATE_LIMITED':
      return (text('of') ?? 'key') === 'key' ? { kind: 'raiseRateLimit' } : null;
    case 'FORBIDDEN': {
      const scope = text('scope');
      return scope === null ? null : { kind: 'addScope', scope };
    }
    case 'IP_NOT_ALLOWED':
      if (address === null) return null;
      return { kind: 'allowAddress', list: detail.list === 'workspace' ? 'workspace' : 'key', address };
    case 'DESTINATION_NOT_ALLOWED': {
      const country = text('country');
      return country === null ? null : { kind: 'allowCountry', country };
    }
    case 'SENDER_NOT_APPROVED': {
      const sender = text('sender');
      return sender === null ? null : { kind: 'allowSender', sender: readSender(sender) ?? sender };
    }
    case 'SPEND_LIMIT_EXCEEDED':
      return { kind: 'raiseSpendLimit', period: detail.period === 'month' ? 'month' : 'day' };
    default:
      return null;
  }
}
