import { z } from 'zod';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';
import { money } from '@/lib/profiles/seven/money';
import { readNumbers, readSenderText, withoutPlus } from '@/lib/profiles/seven/recipients';
import {
  formatFields,
  parameter,
  parameterShape,
  parametersOf,
  plainText,
  textOf,
  wantsJson,
} from '@/lib/profiles/seven/request';

const parameters = parameterShape({
  to: parameter('The numbers, separated by commas: `49…`, `+49…` or `0049…`.'),
  text: parameter('The text that is read aloud.'),
  from: parameter('The number that the phone shows.'),
  ringtime: parameter('How many seconds it rings at most, 5 to 60.'),
  ...formatFields,
});

const message = z.strictObject({
  id: z.int(),
  sender: z.string(),
  recipient: z.string(),
  text: z.string(),
  price: z.number(),
  success: z.boolean(),
  error: z.string().nullable(),
  error_text: z.string().nullable(),
});

const response = z.strictObject({
  success: z.string().describe('`100`: accepted.'),
  total_price: z.number().describe('0 for a sandbox key.'),
  balance: z.number(),
  debug: z.boolean().describe('True for a sandbox key.'),
  messages: z.array(message),
});

const ACCEPTED = '100';

const EXAMPLE = { to: withoutPlus(MAGIC_NUMBERS.delivered), text: 'Hello' };

/** Calls numbers and reads a text aloud. */
export const voice = route({
  operation: 'voice-calls.start',
  method: 'POST',
  path: '/voice',
  scope: 'voice',
  docs: {
    group: 'Voice',
    summary: 'Make voice calls',
    description: 'Parameters can be in a JSON body, a form or the query.',
    example: {
      body: EXAMPLE,
      response: {
        success: ACCEPTED,
        total_price: 0,
        balance: 290.67,
        debug: true,
        messages: [
          {
            ...{ id: 42, sender: '', recipient: EXAMPLE.to, text: EXAMPLE.text, price: 0 },
            ...{ success: true, error: null, error_text: null },
          },
        ],
      },
    },
  },
  query: parameters,
  body: parameters,
  read(request) {
    const { to, text, from, ringtime } = parametersOf(request);
    const seconds = textOf(ringtime);
    return {
      to: readNumbers(textOf(to)),
      text: text === undefined || text === null ? undefined : String(text),
      from: readSenderText(textOf(from)),
      ringSeconds: seconds === undefined ? undefined : Number(seconds),
    };
  },
  fields: { ringSeconds: 'ringtime' },
  status: 200,
  response,
  write({ calls, price, balance }, { environment }) {
    const isSandbox = environment === 'sandbox';
    const charged = (amount: bigint) => (isSandbox ? 0 : writeAmount(money, amount));
    return {
      success: ACCEPTED,
      total_price: charged(price.amount),
      balance: writeAmount(money, balance.amount),
      debug: isSandbox,
      messages: calls.map((call) => ({
        id: Number(call.number),
        sender: withoutPlus(call.from ?? ''),
        recipient: withoutPlus(call.to),
        text: call.text ?? '',
        price: charged(call.price.amount),
        success: true,
        error: null,
        error_text: null,
      })),
    };
  },
  negotiate: (_, request) => (wantsJson(request) ? undefined : plainText(ACCEPTED)),
});
