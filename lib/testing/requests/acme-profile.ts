import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { SECOND } from '@/lib/clock';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { Refusal, RefusalCode } from '@/lib/errors';
import { type MoneyFormat, writeAmount } from '@/lib/profiles/money';
import type { ErrorFormat, Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields } from '@/lib/profiles/rate-limit-headers';
import { route } from '@/lib/profiles/route';
import { timestampedLine } from '@/lib/profiles/signatures/timestamped-line';
import type { WebhookFormat } from '@/lib/profiles/webhook-format';
import { hexSignature, timestampedDigest } from '@/lib/profiles/webhooks/hex-digest';
import { unixSeconds } from '@/lib/profiles/webhooks/unix-seconds';

const CODES: Partial<Record<RefusalCode, number>> = {
  MISSING_API_KEY: 900,
  INVALID_API_KEY: 900,
  API_KEY_INACTIVE: 900,
  INVALID_SIGNATURE: 901,
  FORBIDDEN: 902,
  INSUFFICIENT_BALANCE: 500,
};

/** The number for a refusal; fields are known by the names that callers use. */
function numberOf({ code, fields = {} }: Refusal): number {
  const names = Object.keys(fields).map((path) => path.split('.')[0]);
  if (names.includes('recipients')) return 202;
  if (names.includes('message')) return 305;
  return CODES[code] ?? 700;
}

/** One bare number. */
const errors: ErrorFormat = {
  schema: z.int(),
  statuses: { INVALID_REQUEST: 400, SENDER_NOT_APPROVED: 400 },
  statusOf: (refusal) => (numberOf(refusal) === 305 ? 422 : undefined),
  code: (code) => CODES[code] ?? 700,
  inputCodes: [
    { code: 202, meaning: 'A recipient is wrong.', action: 'Fix the number.' },
    { code: 305, status: 422, meaning: 'The text is wrong.', action: 'Fix the text.' },
  ],
  write: (refusal) => ({ contentType: 'text/plain', body: String(numberOf(refusal)) }),
};

const message = z.strictObject({
  data: z.strictObject({ ref: z.string(), phone: z.string(), state: z.string() }),
});

const send = route({
  operation: 'messages.send',
  method: 'POST',
  path: '/sms',
  scope: 'sms',
  docs: {
    group: 'SMS',
    summary: 'Send a text',
    example: {
      body: { recipients: MAGIC_NUMBERS.delivered, message: 'Hello' },
      response: { data: { sent: 1 } },
    },
  },
  body: z.strictObject({
    recipients: z.string(),
    message: z.string(),
    sender: z.string().optional(),
    request_key: z.string().optional(),
  }),
  read: ({ body }) => ({ to: body.recipients.split(','), text: body.message, from: body.sender }),
  fields: { to: 'recipients', text: 'message', from: 'sender' },
  status: 201,
  statusOf: ({ messages }) => (messages.length > 2 ? 207 : 201),
  otherStatuses: [207],
  response: z.strictObject({ data: z.strictObject({ sent: z.int() }) }),
  write: ({ messages }) => ({ data: { sent: messages.length } }),
  negotiate(_, request) {
    const wantsJson = request.header('accept')?.includes('application/json');
    return wantsJson ? undefined : { contentType: 'text/plain', body: '100' };
  },
});

const get = route({
  operation: 'messages.get',
  method: 'GET',
  path: '/sms/{ref}',
  scope: 'reports',
  docs: {
    group: 'SMS',
    summary: 'Read a text',
    example: {
      params: { ref: 'msg_1' },
      response: { data: { ref: 'msg_1', phone: '31612345678', state: 'queued' } },
    },
  },
  params: z.strictObject({ ref: z.string() }),
  read: ({ params }) => ({ id: params.ref }),
  fields: { id: 'ref' },
  status: 200,
  response: message,
  write: ({ id, to, status }) => ({ data: { ref: id, phone: to.replace('+', ''), state: status } }),
});

/** The number of texts is in the query or in the body, as the caller likes. */
const list = route({
  operation: 'messages.list',
  method: 'POST',
  path: '/reports',
  scope: 'reports',
  docs: {
    group: 'SMS',
    summary: 'List texts',
    example: { body: { count: '1' }, response: [{ ref: 'msg_1', state: 'queued' }] },
  },
  query: z.strictObject({ count: z.string().optional() }),
  body: z.strictObject({ count: z.string().optional() }),
  read: ({ query, body }) => ({ limit: body.count ?? query.count }),
  fields: { limit: 'count' },
  status: 200,
  response: z.array(z.strictObject({ ref: z.string(), state: z.string() })),
  write: ({ messages }) => messages.map(({ id, status }) => ({ ref: id, state: status })),
});

const money = { currency: 'USD', minDecimals: 0, as: 'number' } as const satisfies MoneyFormat;

const credit = route({
  operation: 'balance.read',
  method: 'GET',
  path: '/credit',
  scope: null,
  docs: { group: 'Account', summary: 'Read the credit', example: { response: { data: { units: 5 } } } },
  status: 200,
  response: z.strictObject({ data: z.strictObject({ units: z.number() }) }),
  write: ({ amount }) => ({ data: { units: writeAmount(money, amount) } }),
});

/** One URL for delivery reports and one for clicks, which nothing causes. The secret can be read and ends at once. */
export const acmeWebhooks: WebhookFormat = {
  events: [
    { type: 'message.delivered', name: 'dlr', summary: 'A text arrived.' },
    { type: 'message.undelivered', name: 'dlr', summary: 'A text did not arrive.' },
    { type: 'message.expired', name: 'dlr', summary: 'A text did not arrive.' },
  ],
  slots: [
    { name: 'dlr', events: ['message.delivered', 'message.undelivered', 'message.expired'] },
    { name: 'click', events: [] },
  ],
  options: ['unique'],
  secret: {
    create: () => randomBytes(24).toString('hex'),
    accepts: { maxLength: 64 },
    readable: true,
    overlapMs: 0,
  },
  write: (event) => ({
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(
      'status' in event.data
        ? { ref: event.data.id, phone: event.data.to, state: event.data.status }
        : { event: event.type },
    ).toString(),
  }),
  sign(content): Record<string, string> {
    const digest = timestampedDigest(content);
    return digest === undefined
      ? {}
      : { 'x-acme-timestamp': unixSeconds(content.at), 'x-acme-signature': `sha256=${digest}` };
  },
  signature: hexSignature('x-acme-signature', 'x-acme-timestamp'),
  userAgent: 'Acme/1.0',
  timeoutMs: SECOND,
  pausesMs: [10 * SECOND, 30 * SECOND],
  isSuccess: (status) => status === 200,
};

const revoke = route({
  operation: 'api-keys.revoke',
  method: 'DELETE',
  path: '/tokens/{ref}',
  scope: 'tokens',
  docs: {
    group: 'Tokens',
    summary: 'Revoke a token',
    example: { params: { ref: 'key_8sLw1QnB5xTv2cRz9KdYfM' }, response: undefined },
  },
  params: z.strictObject({ ref: z.string() }),
  read: ({ params }) => ({ keyId: params.ref }),
  fields: { keyId: 'ref' },
  status: 204,
  response: z.undefined(),
  write: () => undefined,
});

/** A provider that does not exist, and does everything differently from Keydesk. */
export const acme: Profile = {
  id: 'acme',
  name: 'Acme SMS',
  base: '/api',
  keys: {
    environments: {
      live: { prefix: '', wire: 'production', label: 'Production' },
      sandbox: { prefix: '', wire: 'test', label: 'Test' },
    },
    numberSeparator: null,
    alphabet: 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789',
    checksum: null,
    length: { min: 40, max: 90, preset: 40, advised: 40 },
    rateLimit: { preset: 120, max: 6_000, shared: false },
    reveal: 'recoverable',
    scopes: [
      { name: 'sms', group: 'Texts', description: 'Send texts' },
      { name: 'reports', group: 'Texts', description: 'Read texts' },
      { name: 'tokens', group: 'Tokens', description: 'Revoke tokens' },
    ],
    presets: [],
    fullAccess: false,
    variable: 'ACME_TOKEN',
    signingVariable: 'ACME_SIGNING_SECRET',
    signingPrefix: '',
  },
  credentials: [
    { header: 'x-acme-token', scheme: null },
    { header: 'authorization', scheme: null },
    { query: 'token' },
    { field: 'token' },
  ],
  signature: timestampedLine,
  bodies: ['form', 'json'],
  idempotency: { header: 'x-request-key', field: 'request_key', replayedHeader: 'x-replayed' },
  rateLimitHeaders: oldRateLimitFields,
  routes: [send, get, list, credit, revoke],
  errors,
  webhooks: acmeWebhooks,
  money,
  brand: { color: '#b91c1c', mark: 'M6 18 12 6l6 12', icons: null },
  demonstration: { customers: {}, keys: [], sender: 'Acme', messages: {} },
  words: {
    section: 'Developer',
    page: 'Tokens',
    webhooks: 'Callbacks',
    create: 'Generate new token',
    key: 'access token',
    shortKey: 'token',
  },
};
