import { z } from 'zod';
import { NOT_A_NUMBER } from '@/lib/domain/messages/recipient-list';
import { TEXT_TOO_LONG } from '@/lib/domain/messages/schema';
import type { Refusal, RefusalCode } from '@/lib/errors';
import { NO_CONTACT_LISTS } from '@/lib/profiles/esms-africa/bulk';
import { partOf } from '@/lib/profiles/field-part';
import type { ErrorFormat, Route } from '@/lib/profiles/profile';

const CODES: Partial<Record<RefusalCode, string>> = {
  MISSING_API_KEY: 'invalid_api_key',
  INVALID_API_KEY: 'invalid_api_key',
  API_KEY_INACTIVE: 'invalid_api_key',
  API_KEY_EXPIRED: 'expired_token',
  UNAUTHENTICATED: 'expired_token',
  FORBIDDEN: 'insufficient_scope',
  EMAIL_NOT_VERIFIED: 'insufficient_scope',
  INSUFFICIENT_BALANCE: 'insufficient_balance',
  SENDER_NOT_APPROVED: 'sender_id_not_approved',
  DESTINATION_NOT_SUPPORTED: 'no_route',
  RATE_LIMITED: 'rate_limited',
};

const codeOf = (code: RefusalCode) => CODES[code] ?? code.toLowerCase();

/** The codes of input that is not valid in a certain way, and the text of that problem. */
const INPUT_CODES = [
  {
    text: NOT_A_NUMBER,
    code: 'invalid_phone',
    status: 400,
    meaning: 'The number is not a phone number in E.164.',
    action: 'Write it with `+` and the code of the country.',
  },
  {
    text: TEXT_TOO_LONG,
    code: 'text_too_long',
    status: 400,
    meaning: 'The text needs too many segments.',
    action: 'Send a shorter text, or several.',
  },
  {
    text: NO_CONTACT_LISTS,
    code: 'contact_lists_unavailable',
    status: 422,
    meaning: 'The request names contact lists, which are not available here.',
    action: 'Give the numbers in `recipients`.',
  },
];

const location = z.array(z.union([z.string(), z.int()]));

/** What the first element of a location is called. */
const PARTS = { params: 'path', query: 'query', body: 'body' } as const;

/** Where a field is: the number of an element is a number. The variables of a recipient are called `vars`. */
function locationOf(path: string, route: Route | undefined): (string | number)[] {
  const names = path
    .replace(/^(recipients\.\d+)\.variables\b/, '$1.vars')
    .split('.')
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));
  return [PARTS[route ? partOf(route, path) : 'body'], ...names];
}

/**
 * The problem of a request with one wrong field, if that has a code of its own. A request with contact lists has no
 * recipients, so two of its fields are wrong.
 */
function knownProblem({ code, fields = {} }: Refusal) {
  const problems = Object.entries(fields);
  const [problem] =
    problems.length === 1 ? problems : problems.filter(([, text]) => text === NO_CONTACT_LISTS);
  if (code !== 'INVALID_REQUEST' || !problem) return undefined;
  const [path, message] = problem;
  const isWhole = !path.includes('.') || /^recipients\.\d+\.to$/.test(path);
  const known = isWhole ? INPUT_CODES.find(({ text }) => text === message) : undefined;
  return known && { code: known.code, status: known.status, message };
}

/** What was missing for a send, in units of the currency. */
function moneyOf({ code, detail }: Refusal) {
  if (code !== 'INSUFFICIENT_BALANCE' || !detail) return {};
  const { balance, price, currency } = detail;
  return { balance: Number(balance), cost: Number(price), currency: String(currency) };
}

const sentence = z.strictObject({
  detail: z.strictObject({
    code: z.string(),
    message: z.string(),
    balance: z.number().optional().describe('With `insufficient_balance`.'),
    cost: z.number().optional(),
    currency: z.string().optional(),
  }),
});
const validation = z.strictObject({
  detail: z.array(z.strictObject({ loc: location, msg: z.string(), type: z.string() })),
});

/** An object with a code, or a list of the fields that are wrong. */
function detailOf(refusal: Refusal, route: Route | undefined) {
  const { code, message, fields } = refusal;
  const known = knownProblem(refusal);
  if (known) return { code: known.code, message: known.message };
  if (code !== 'INVALID_REQUEST' || !fields) return { code: codeOf(code), message, ...moneyOf(refusal) };
  return Object.entries(fields).map(([path, msg]) => ({
    loc: locationOf(path, route),
    msg,
    type: 'value_error',
  }));
}

export const errors: ErrorFormat = {
  statuses: {
    INSUFFICIENT_BALANCE: 422,
    DESTINATION_NOT_SUPPORTED: 400,
    SENDER_NOT_APPROVED: 403,
    WORKSPACE_SUSPENDED: 403,
  },
  statusOf: (refusal) => knownProblem(refusal)?.status,
  schema: z.union([sentence, validation]),
  code: codeOf,
  inputCodes: INPUT_CODES,
  write: (refusal, { route }) => ({
    contentType: 'application/json',
    body: JSON.stringify({ detail: detailOf(refusal, route) }),
  }),
  headers: (_, status): Record<string, string> => (status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
};
