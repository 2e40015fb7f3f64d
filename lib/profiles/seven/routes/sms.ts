import { z } from 'zod';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { SentMessages } from '@/lib/domain/messages/send-for-key';
import type { MessageView } from '@/lib/domain/messages/view';
import { writeAmount } from '@/lib/profiles/money';
import type { WireRequest } from '@/lib/profiles/profile';
import { route } from '@/lib/profiles/route';
import { money } from '@/lib/profiles/seven/money';
import {
  ACCEPTED,
  codeFor,
  readNumbers,
  readSenderText,
  SENDER_DIGITS,
  WRONG_RECIPIENT,
  withoutPlus,
} from '@/lib/profiles/seven/recipients';
import {
  formatFields,
  isOn,
  parameter,
  parameterShape,
  parametersOf,
  plainText,
  textOf,
  wantsJson,
} from '@/lib/profiles/seven/request';
import { readDelay } from '@/lib/profiles/seven/time';

const fields = {
  to: parameter('Up to 10,000 recipients, separated by commas: `49…`, `+49…` or `0049…`.'),
  text: parameter('The text.'),
  from: parameter('The sender: up to 11 letters and digits, or a number of up to 16 digits.'),
  label: parameter('A word to count messages by: up to 100 of a-z A-Z 0-9 . - _ @.'),
  foreign_id: parameter('Your own id of the message.'),
  flash: parameter('`1` or `true`: phones show the text at once.'),
  udh: parameter('The user data header of a binary message, in hexadecimal digits.'),
  ttl: parameter('How many minutes the message is valid. 2880 without it.'),
  delay: parameter(
    'When to send, up to a year ahead: Unix seconds or milliseconds, or `YYYY-MM-DD hh:mm:ss` in UTC. A time that has passed means at once.',
  ),
  performance_tracking: parameter('Accepted. Links in texts are not tracked.'),
  ...formatFields,
};

const parameters = parameterShape(fields);

const PRESET_TTL = 2_880;
/** Room for all recipients and the longest text. */
const MAX_BODY_BYTES = 512 * 1024;

/** What this provider allows. */
const RULES = {
  maxRecipients: 10_000,
  skipsProblems: true,
  senderDigits: SENDER_DIGITS,
  window: { minutes: 0, days: 365 },
  /** For so long, a number does not get the same text again. */
  repeatAfterSeconds: 180,
} as const;

/** The input of the domain for the parameters of a message. */
function readSms(sent: z.output<typeof parameters>) {
  return {
    ...RULES,
    to: readNumbers(textOf(sent.to)),
    text: sent.text === undefined || sent.text === null ? undefined : String(sent.text),
    from: readSenderText(textOf(sent.from)),
    label: textOf(sent.label),
    reference: textOf(sent.foreign_id),
    flash: isOn(sent.flash),
    userDataHeader: textOf(sent.udh),
    validMinutes: Number(textOf(sent.ttl) ?? PRESET_TTL),
    at: readDelay(textOf(sent.delay)),
  };
}

const message = z.strictObject({
  id: z.string().nullable(),
  sender: z.string(),
  recipient: z.string(),
  text: z.string(),
  encoding: z.enum(['gsm', 'ucs2']),
  label: z.string().nullable(),
  parts: z.int(),
  udh: z.string().nullable(),
  is_binary: z.boolean(),
  price: z.number(),
  success: z.boolean(),
  error: z.string().nullable(),
  error_text: z.string().nullable(),
});

const response = z.strictObject({
  success: z.enum(['100', '101']).describe('`100`: accepted. `101`: at least one number is wrong.'),
  total_price: z.number(),
  balance: z.number().describe('After this request.'),
  debug: z.enum(['true', 'false']).describe('`true` for a sandbox key.'),
  sms_type: z.literal('direct'),
  messages: z.array(message),
});

function toMessage(
  { id, to, from, text, label, segments, price }: MessageView,
  encoding: 'gsm' | 'ucs2',
  udh: string | null,
) {
  return {
    id,
    sender: withoutPlus(from ?? ''),
    recipient: withoutPlus(to),
    text: text ?? '',
    encoding,
    label,
    parts: segments,
    udh,
    is_binary: false,
    price: writeAmount(money, price.amount),
    success: true,
    error: null,
    error_text: null,
  };
}

const EXAMPLE = { to: withoutPlus(MAGIC_NUMBERS.delivered), text: 'Hello', from: 'Hafenrad' };

const declared = {
  operation: 'messages.send',
  path: '/sms',
  scope: 'sms',
  fields: { reference: 'foreign_id', userDataHeader: 'udh', validMinutes: 'ttl', at: 'delay' },
  status: 200,
  response,
} as const;

const docs = {
  group: 'SMS',
  summary: 'Send SMS',
  description:
    'Parameters can be in a JSON body, a form or the query. A number that is given twice gets one message. Without `Accept: application/json` and `json=1` the response is the code `100` or `101` alone.',
  example: {
    response: {
      success: ACCEPTED,
      total_price: 0.075,
      balance: 290.67,
      debug: 'true',
      sms_type: 'direct',
      messages: [
        {
          id: 'msg_7fKq2WmX9aBt4RvN1sLcYd',
          sender: EXAMPLE.from,
          recipient: EXAMPLE.to,
          text: EXAMPLE.text,
          encoding: 'gsm',
          label: null,
          parts: 1,
          udh: null,
          is_binary: false,
          price: 0.075,
          success: true,
          error: null,
          error_text: null,
        },
      ],
    },
  },
} as const;

const sentFields = z.looseObject({ udh: fields.udh });

/** What the caller sent in the query or the body. */
function sentWith({ query, body }: WireRequest): z.output<typeof sentFields> {
  return sentFields.safeParse({ ...Object(query), ...Object(body) }).data ?? {};
}

/** A recipient that gets no message, next to one that gets it. */
function toFailed(recipient: string, like: z.input<typeof message>): z.input<typeof message> {
  return {
    ...like,
    id: null,
    recipient: withoutPlus(recipient),
    price: 0,
    ...WRONG_RECIPIENT,
  };
}

function writeSent(output: SentMessages, request: WireRequest): z.input<typeof response> {
  const { messages, balance, encoding, wrong } = output;
  const { environment } = request;
  const udh = textOf(sentWith(request).udh) ?? null;
  const total = messages.reduce((sum, { price }) => sum + price.amount, 0n);
  const sent = messages.map((each) => toMessage(each, encoding === 'GSM-7' ? 'gsm' : 'ucs2', udh));
  const failed = wrong.flatMap((number) => (sent[0] ? [toFailed(number, sent[0])] : []));
  return {
    success: codeFor(output),
    total_price: writeAmount(money, total),
    balance: writeAmount(money, balance.amount),
    debug: environment === 'sandbox' ? 'true' : 'false',
    sms_type: 'direct',
    messages: [...sent, ...failed],
  };
}

const inPlainText = (output: SentMessages, request: WireRequest) =>
  wantsJson(request) ? undefined : plainText(codeFor(output));

/** Sends a text to one or more numbers. */
export const smsSend = route({
  ...declared,
  method: 'POST',
  docs: { ...docs, example: { ...docs.example, body: EXAMPLE } },
  query: parameters,
  body: parameters,
  maxBodyBytes: MAX_BODY_BYTES,
  read: (request) => readSms(parametersOf(request)),
  write: writeSent,
  negotiate: inPlainText,
});

/** The same for clients that cannot post. */
export const smsSendByGet = route({
  ...declared,
  method: 'GET',
  docs: { ...docs, summary: 'Send SMS without a body', example: { ...docs.example, query: EXAMPLE } },
  query: parameters,
  read: ({ query }) => readSms(query),
  write: writeSent,
  negotiate: inPlainText,
});
