import type { OperationName } from '@/lib/domain/operations';
import type { RefusalCode } from '@/lib/errors';
import { CHARGING } from '@/lib/profiles/charging';
import { MAX_BODY_BYTES } from '@/lib/profiles/limits';
import type { InputCode, Profile, RefusalText, Route } from '@/lib/profiles/profile';
import { providerWordsOf } from '@/lib/profiles/words';
import { statusOf } from '@/lib/refusal-status';
import { type Say, sayWith } from '@/lib/say';

/** The refusals that a call can get, in the order of the documentation. */
const callRefusals = (say: Say, hasCodes: boolean): [RefusalCode, RefusalText][] => [
  [
    'MALFORMED_REQUEST',
    {
      meaning: say`The request cannot be read: its HTTP, its body or a header is malformed, or it carries two different keys.`,
      action: 'Fix the part that the response names.',
    },
  ],
  [
    'INVALID_REQUEST',
    {
      meaning: 'The request was read, but some of its input is not valid. Nothing was done.',
      action: 'Fix the fields that the response names.',
    },
  ],
  [
    'MISSING_API_KEY',
    {
      meaning: say`The request carries no API key.`,
      action: say`Send the key as described under [Authentication](/docs#authentication).`,
    },
  ],
  [
    'INVALID_API_KEY',
    {
      meaning: say`The API key is mistyped, unknown or revoked. The response does not say which.`,
      action: say`Compare the key with the one in your secret manager, or create a new one.`,
    },
  ],
  [
    'API_KEY_INACTIVE',
    {
      meaning: say`The API key is disabled.`,
      action: say`Enable it in the portal, or use another key.`,
    },
  ],
  [
    'API_KEY_EXPIRED',
    {
      meaning: say`The API key has expired.`,
      action: say`Choose a later expiry date in the portal, or use another key.`,
    },
  ],
  [
    'SIGNATURE_REQUIRED',
    {
      meaning: say`The API key accepts signed requests only, and this request is not signed.`,
      action: 'Sign each request as described under [Signing requests](/docs/signing).',
    },
  ],
  [
    'INVALID_SIGNATURE',
    {
      meaning: 'The signature does not match the request.',
      action: say`Open the key in the portal: it shows the first line that differs from what we received.`,
    },
  ],
  [
    'SIGNATURE_EXPIRED',
    {
      meaning: 'The signature is too old, or its time is in the future.',
      action: 'Sign each request right before you send it, and synchronize the clock of your server.',
    },
  ],
  [
    'NONCE_REUSED',
    {
      meaning: 'The same signed request was sent before.',
      action: 'Sign every request again with a new nonce, also when you retry.',
    },
  ],
  [
    'INSUFFICIENT_BALANCE',
    {
      meaning: 'The balance does not cover the request. Nothing was sent and nothing was charged.',
      action: 'Add money to the balance and send the request again.',
    },
  ],
  [
    'FORBIDDEN',
    {
      meaning: say`The API key lacks the scope of this operation, or it would create or change a key that may do more than itself.`,
      action: say`Add the scope that the response names to the key, change the fields that it names, or use another key.`,
    },
  ],
  [
    'WORKSPACE_SUSPENDED',
    {
      meaning: 'The workspace is suspended.',
      action: 'Contact support.',
    },
  ],
  [
    'IP_NOT_ALLOWED',
    {
      meaning: say`The request came from an address that is not on the allowlist of the key or the workspace.`,
      action: 'Add the address to the allowlist, if it is yours.',
    },
  ],
  [
    'DESTINATION_NOT_ALLOWED',
    {
      meaning: say`The API key may not send to this country.`,
      action: say`Add the country to the limits of the key, or use another key.`,
    },
  ],
  [
    'SPEND_LIMIT_EXCEEDED',
    {
      meaning: say`The API key has reached its spending limit. Nothing was sent and nothing was charged.`,
      action: say`Wait for the next day or month, or raise the limit of the key.`,
    },
  ],
  [
    'REPEATED_MESSAGE',
    {
      meaning: 'A recipient got the same text a moment ago. Nothing was sent and nothing was charged.',
      action: 'Wait before you send it again, or change the text.',
    },
  ],
  [
    'NOT_FOUND',
    {
      meaning: say`There is no such path, or nothing with this id in the workspace and environment of the key.`,
      action: say`Check the path, the id, and whether the key is of the right environment.`,
    },
  ],
  [
    'CONFLICT',
    {
      meaning: say`The state of the message, key or webhook does not allow the change: for example, the message was submitted already, or the key is revoked.`,
      action: say`Read the message, the key or the webhook. If the key is revoked, create another.`,
    },
  ],
  [
    'METHOD_NOT_ALLOWED',
    {
      meaning: 'The path does not support this method.',
      action: 'Use a method that the header `Allow` lists.',
    },
  ],
  [
    'REQUEST_TIMEOUT',
    {
      meaning: 'The request did not arrive in time.',
      action: 'Send it again.',
    },
  ],
  [
    'ALREADY_CREATED',
    {
      meaning: say`An earlier request with the same idempotency key created the API key or the webhook, or its secret was rotated since it was read. Secrets are in the first response only.`,
      action: say`If you do not have the secret, rotate it, or revoke the key and create another.`,
    },
  ],
  [
    'IDEMPOTENCY_CONFLICT',
    {
      meaning: 'A request with the same idempotency key is still running.',
      action: 'Wait as long as `Retry-After` says, then send the same request again.',
    },
  ],
  [
    'IDEMPOTENCY_KEY_REUSED',
    {
      meaning: 'The idempotency key was used for a request with another body.',
      action: 'Use a new idempotency key for each request, and the same body when you retry.',
    },
  ],
  [
    'PAYLOAD_TOO_LARGE',
    {
      meaning: `The body is larger than ${MAX_BODY_BYTES / 1024} KiB, or than the operation says.`,
      action: 'Send less in one request.',
    },
  ],
  [
    'UNSUPPORTED_MEDIA_TYPE',
    {
      meaning: 'The body has a media type or a content coding that the API does not accept.',
      action: 'Send the body uncompressed, in UTF-8, with the `Content-Type` that the response names.',
    },
  ],
  [
    'EXPECTATION_FAILED',
    {
      meaning: 'The header `Expect` has another value than `100-continue`.',
      action: 'Leave the header out.',
    },
  ],
  [
    'SENDER_NOT_APPROVED',
    {
      meaning: say`The API key may not send from this sender.`,
      action: say`Use a sender that the key allows, or add this one to its limits.`,
    },
  ],
  [
    'DESTINATION_NOT_SUPPORTED',
    {
      meaning: 'There is no price for this destination. Nothing was sent and nothing was charged.',
      action: 'Remove the number from the request, or contact support.',
    },
  ],
  [
    'RATE_LIMITED',
    {
      meaning: hasCodes
        ? 'There were too many calls in the current minute, or too many one-time codes for one recipient or address.'
        : 'There were too many calls in the current minute.',
      action: 'Wait as long as `Retry-After` says.',
    },
  ],
  [
    'HEADERS_TOO_LARGE',
    {
      meaning: 'The headers of the request are larger than 16 KiB.',
      action: 'Send fewer or shorter headers.',
    },
  ],
  [
    'INTERNAL_ERROR',
    {
      meaning: 'Something went wrong on our side.',
      action: 'Send the request again. If it keeps failing, contact support with the request id.',
    },
  ],
  [
    'CHANNEL_NOT_CONNECTED',
    {
      meaning:
        'No carrier is connected that can do this: voice calls, lookups of this kind, or one-time codes by this channel. Nothing was done and nothing was charged.',
      action: say`Use another channel or kind, try it with a sandbox key, or contact support.`,
    },
  ],
  [
    'CARRIER_NOT_CONFIGURED',
    {
      meaning: say`Live messages cannot be sent yet. Nothing was charged.`,
      action: say`Use a sandbox key, or contact support.`,
    },
  ],
  [
    'SERVICE_UNAVAILABLE',
    {
      meaning: 'The API is unavailable for a moment.',
      action: 'Wait as long as `Retry-After` says, then send the request again.',
    },
  ],
];

/** Those that only signed requests can get. */
const OF_SIGNATURES: readonly RefusalCode[] = [
  'SIGNATURE_REQUIRED',
  'INVALID_SIGNATURE',
  'SIGNATURE_EXPIRED',
  'NONCE_REUSED',
];

/** The operations whose responses are stored for requests with an idempotency key. */
const STORED: readonly OperationName[] = [...CHARGING, 'verifications.check'];

/** The operations that alone can be refused with a code. Any operation can be refused with the others. */
const ONLY_OF: Partial<Record<RefusalCode, readonly OperationName[]>> = {
  ALREADY_CREATED: [
    'api-keys.create',
    'key-rotation.rotate',
    'webhook-endpoints.create',
    'webhook-endpoints.rotate-secret',
  ],
  CARRIER_NOT_CONFIGURED: ['batches.send', 'messages.send', 'verifications.start'],
  CHANNEL_NOT_CONNECTED: ['lookups.run', 'lookups.start', 'verifications.start', 'voice-calls.start'],
  CONFLICT: [
    'api-keys.disable',
    'api-keys.enable',
    'batches.cancel',
    'key-rotation.rotate',
    'messages.cancel',
    'webhook-deliveries.replay',
    'webhook-deliveries.send-test',
    'webhook-endpoints.create',
    'webhook-endpoints.rotate-secret',
    'webhook-settings.send-test',
  ],
  IDEMPOTENCY_CONFLICT: STORED,
  IDEMPOTENCY_KEY_REUSED: STORED,
  INSUFFICIENT_BALANCE: CHARGING,
  REPEATED_MESSAGE: ['messages.send'],
  SPEND_LIMIT_EXCEEDED: CHARGING,
};

/** What a route that is free is not refused with, although its operation can be. */
const NOT_OF_FREE: readonly RefusalCode[] = [
  'CHANNEL_NOT_CONNECTED',
  'IDEMPOTENCY_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'INSUFFICIENT_BALANCE',
  'SPEND_LIMIT_EXCEEDED',
];

/** Whether calls of a route can be refused with a code. */
export function canRefuse({ operation, isFree }: Route, code: RefusalCode): boolean {
  if (isFree && NOT_OF_FREE.includes(code)) return false;
  return ONLY_OF[code]?.includes(operation) ?? true;
}

/** The refusals that callers of a profile can get, in the order of the documentation. */
export function refusalsOf(profile: Profile): [RefusalCode, RefusalText][] {
  const { signature, routes, refusesRepeats } = profile;
  const hasCodes = routes.some(({ operation }) => operation === 'verifications.start');
  return callRefusals(sayWith(providerWordsOf(profile)), hasCodes).filter(
    ([code]) =>
      (signature !== null || !OF_SIGNATURES.includes(code)) &&
      (refusesRepeats === true || code !== 'REPEATED_MESSAGE') &&
      routes.some((route) => canRefuse(route, code)),
  );
}

/** A code as callers see it. Several refusals can have one code. */
export type PublicCode = Required<InputCode>;

/** Every code that callers of a profile can see, in the order of the documentation. */
export function publicCodes(profile: Profile): PublicCode[] {
  const { code: codeOf, statuses, inputCodes = [] } = profile.errors;
  const refusals = refusalsOf(profile).map(([refusal, text]) => ({
    ...text,
    code: codeOf(refusal),
    status: statusOf(refusal, statuses),
  }));
  return [
    ...refusals,
    ...inputCodes.map((each) => ({ status: statusOf('INVALID_REQUEST', statuses), ...each })),
  ];
}

/** The statuses with which calls of a route can be refused. */
export function refusalStatuses(profile: Profile, route: Route): Set<number> {
  const { statuses, inputCodes = [] } = profile.errors;
  const refusals = refusalsOf(profile).filter(([code]) => canRefuse(route, code));
  return new Set([
    ...refusals.map(([code]) => statusOf(code, statuses)),
    ...inputCodes.flatMap(({ status }) => status ?? []),
  ]);
}
