import { z } from 'zod';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { SentMessages } from '@/lib/domain/messages/send';
import type { MessageView } from '@/lib/domain/messages/view';
import { writeAmount } from '@/lib/profiles/money';
import type { WireRequest } from '@/lib/profiles/profile';
import { route } from '@/lib/profiles/route';
import { money } from '@/lib/profiles/seven/money';
import { readNumbers, readSenderText, withoutPlus } from '@/lib/profiles/seven/recipients';
import {
  formatFields,
  parameter,
  parametersOf,
  plainText,
  textOf,
  wantsJson,
} from '@/lib/profiles/seven/request';

const fields = {
  to: parameter('The recipients, separated by commas: `49…`, `+49…` or `0049…`.'),
  text: parameter('The text.'),
  from: parameter('The sender: up to 11 letters and digits, or a phone number.'),
  ...formatFields,
};

const parameters = z.strictObject(fields);

/** The input of the domain for the parameters of a message. */
function readSms(sent: z.output<typeof parameters>) {
  return {
    to: readNumbers(textOf(sent.to)),
    text: sent.text === undefined || sent.text === null ? undefined : String(sent.text),
    from: readSenderText(textOf(sent.from)),
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
  success: z.string().describe('`100`: accepted.'),
  total_price: z.number(),
  balance: z.number().describe('After this request.'),
  debug: z.enum(['true', 'false']).describe('`true` for a sandbox key.'),
  sms_type: z.literal('direct'),
  messages: z.array(message),
});

const ACCEPTED = '100';

function toMessage({ id, to, from, text, segments, price }: MessageView, encoding: 'gsm' | 'ucs2') {
  return {
    id,
    sender: from ?? '',
    recipient: withoutPlus(to),
    text,
    encoding,
    label: null,
    parts: segments,
    udh: null,
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
  status: 200,
  response,
} as const;

const docs = {
  group: 'SMS',
  summary: 'Send SMS',
  description:
    'Parameters can be in a JSON body, a form or the query. Without `Accept: application/json` and `json=1` the response is the code `100` alone.',
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

function writeSent(
  { messages, balance, encoding }: SentMessages,
  { environment }: WireRequest,
): z.input<typeof response> {
  const total = messages.reduce((sum, { price }) => sum + price.amount, 0n);
  return {
    success: ACCEPTED,
    total_price: writeAmount(money, total),
    balance: writeAmount(money, balance.amount),
    debug: environment === 'sandbox' ? 'true' : 'false',
    sms_type: 'direct',
    messages: messages.map((each) => toMessage(each, encoding === 'GSM-7' ? 'gsm' : 'ucs2')),
  };
}

const inPlainText = (_: SentMessages, request: WireRequest) =>
  wantsJson(request) ? undefined : plainText(ACCEPTED);

/** Sends a text to one or more numbers. */
export const smsSend = route({
  ...declared,
  method: 'POST',
  docs: { ...docs, example: { ...docs.example, body: EXAMPLE } },
  query: parameters,
  body: parameters,
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
