import { z } from 'zod';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { VoiceCallView } from '@/lib/domain/voice-calls/view';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';
import { money } from '@/lib/profiles/seven/money';
import {
  ACCEPTED,
  codeFor,
  readNumbers,
  readSenderText,
  WRONG_RECIPIENT,
  withoutPlus,
} from '@/lib/profiles/seven/recipients';
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
  to: parameter('Up to 100 numbers, separated by commas: `49…`, `+49…` or `0049…`.'),
  text: parameter('The text that is read aloud.'),
  from: parameter('The number that the phone shows.'),
  ringtime: parameter('How many seconds it rings at most, 5 to 60.'),
  ...formatFields,
});

const message = z.strictObject({
  id: z.int().describe('0: the number was not called.'),
  sender: z.string(),
  recipient: z.string(),
  text: z.string(),
  price: z.number(),
  success: z.boolean(),
  error: z.string().nullable(),
  error_text: z.string().nullable(),
});

const response = z.strictObject({
  success: z.enum(['100', '101']).describe('`100`: accepted. `101`: at least one number is wrong.'),
  total_price: z.number().describe('0 for a sandbox key: its calls cost nothing.'),
  balance: z.number(),
  debug: z.boolean().describe('True for a sandbox key.'),
  messages: z.array(message),
});

/** No call has this id. Clients expect a number. */
const NOT_CALLED = 0;

const toMessage = (call: VoiceCallView): z.input<typeof message> => ({
  id: Number(call.number),
  sender: withoutPlus(call.from ?? ''),
  recipient: withoutPlus(call.to),
  text: call.text ?? '',
  price: writeAmount(money, call.price.amount),
  success: true,
  error: null,
  error_text: null,
});

const EXAMPLE = { to: withoutPlus(MAGIC_NUMBERS.delivered), text: 'Hello' };

/** Calls numbers and reads a text aloud. */
export const voice = route({
  operation: 'voice-calls.start',
  method: 'POST',
  path: '/voice',
  scope: 'voice',
  isFreeInSandbox: true,
  docs: {
    group: 'Voice',
    summary: 'Make voice calls',
    description:
      'Parameters can be in a JSON body, a form or the query. A number that is given twice gets one call. With a sandbox key nobody is called, and nothing is charged.',
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
      skipsProblems: true,
      isFreeInSandbox: true,
    };
  },
  fields: { ringSeconds: 'ringtime' },
  status: 200,
  response,
  write(output, { environment }) {
    const { calls, price, balance, wrong } = output;
    const [first] = calls;
    const failed = wrong.map((number) => ({
      id: NOT_CALLED,
      sender: withoutPlus(first?.from ?? ''),
      recipient: withoutPlus(number),
      text: first?.text ?? '',
      price: 0,
      ...WRONG_RECIPIENT,
    }));
    return {
      success: codeFor(output),
      total_price: writeAmount(money, price.amount),
      balance: writeAmount(money, balance.amount),
      debug: environment === 'sandbox',
      messages: [...calls.map(toMessage), ...failed],
    };
  },
  negotiate: (output, request) => (wantsJson(request) ? undefined : plainText(codeFor(output))),
});
