import { z } from 'zod';
import { VoiceCallStatus } from '@/lib/db/generated/enums';
import type { VoiceCallView } from '@/lib/domain/voice-calls/view';
import { toDecimal } from '@/lib/domain/wallet/money-text';
import { route } from '@/lib/profiles/route';
import { readIds } from '@/lib/profiles/seven/ids';
import { journalFields, journalNames, readJournal } from '@/lib/profiles/seven/journal';
import { readNumbers, withoutPlus } from '@/lib/profiles/seven/recipients';
import { parameterShape, textOf } from '@/lib/profiles/seven/request';
import { toTime } from '@/lib/profiles/seven/time';

const PRICE_DECIMALS = 4;

const entry = z.strictObject({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  text: z.string(),
  price: z.string(),
  timestamp: z.string().describe('In UTC.'),
  type: z.literal('voice'),
  connection: z.literal('http'),
  duration: z.string().describe('In seconds. Empty until the call has ended.'),
  status: z.string(),
  error: z.string(),
  xml: z.boolean(),
});

/** `no_answer` is `no-answer` on the wire. */
const toWord = (status: string) => status.replace('_', '-');

const FAILED: readonly string[] = ['failed', 'busy', 'no_answer', 'expired'];

/** Values are all text, except whether the text was XML. */
function toEntry(call: VoiceCallView): z.input<typeof entry> {
  return {
    id: String(call.number ?? ''),
    to: withoutPlus(call.to),
    from: withoutPlus(call.from ?? ''),
    text: call.text ?? '',
    price: toDecimal(call.price.amount, PRICE_DECIMALS),
    timestamp: toTime(call.createdAt),
    type: 'voice',
    connection: 'http',
    duration: call.durationSeconds === null ? '' : String(call.durationSeconds),
    status: toWord(call.status),
    error: FAILED.includes(call.status) ? toWord(call.status) : '',
    xml: false,
  };
}

/** The numbers in ids. Text that is no number finds nothing. */
function readCallNumbers(ids: readonly string[]): bigint[] {
  return ids.flatMap((id) => (/^\d{1,18}$/.test(id) ? BigInt(id) : []));
}

function filterOf(word: string | undefined) {
  if (word === undefined) return {};
  const known = Object.values(VoiceCallStatus).find((status) => toWord(status) === word.toLowerCase());
  return { status: known ?? word };
}

/** Voice calls, newest first. */
export const journalVoice = route({
  operation: 'voice-calls.list',
  method: 'GET',
  path: '/journal/voice',
  scope: 'journal',
  docs: {
    group: 'Reports',
    summary: 'List voice calls, newest first',
    example: {
      query: { limit: '10' },
      response: [
        {
          ...{ id: '42', to: '4915112345678', from: '', text: 'Hello', price: '0.0450' },
          ...{
            timestamp: '2026-11-26 10:15:00.802',
            type: 'voice',
            connection: 'http',
            duration: '12',
            status: 'completed',
            error: '',
          },
          xml: false,
        },
      ],
    },
  },
  query: parameterShape(journalFields),
  read({ query }) {
    const { ids: _, ...input } = readJournal(query);
    const id = textOf(query.id);
    return {
      ...input,
      ...(id !== undefined && { numbers: readCallNumbers(readIds(id)) }),
      to: readNumbers(textOf(query.to))?.join(),
      ...filterOf(textOf(query.state)),
    };
  },
  fields: { ...journalNames, numbers: 'id', status: 'state' },
  status: 200,
  response: z.array(entry),
  write: ({ calls }) => calls.map(toEntry),
});
