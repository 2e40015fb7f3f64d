import { z } from 'zod';
import type { MessageView } from '@/lib/domain/messages/view';
import { toDecimal } from '@/lib/domain/wallet/money-text';
import { route } from '@/lib/profiles/route';
import { journalFields, journalNames, readJournal } from '@/lib/profiles/seven/journal';
import { readNumbers, withoutPlus } from '@/lib/profiles/seven/recipients';
import { parameterShape, textOf } from '@/lib/profiles/seven/request';
import { filterOf, statusOf } from '@/lib/profiles/seven/status';
import { toTime } from '@/lib/profiles/seven/time';

const PRICE_DECIMALS = 4;

const text = z.string().nullable();

const entry = z.strictObject({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  text: z.string(),
  price: z.string(),
  timestamp: z.string().describe('In UTC.'),
  type: z.string(),
  connection: z.string(),
  dlr: text.describe('The last status; null while the message waits.'),
  dlr_timestamp: text,
  label: text,
  foreign_id: text,
  mccmnc: text.describe('Null: the network is not known.'),
  latency: text.describe('The seconds until a network accepted it.'),
});

/** Values are all text. */
function toEntry(message: MessageView): z.input<typeof entry> {
  const { id, to, from, price, createdAt, sentAt, finalizedAt, label, reference } = message;
  const reportedAt = finalizedAt ?? sentAt;
  return {
    id,
    to: withoutPlus(to),
    from: withoutPlus(from ?? ''),
    text: message.text ?? '',
    price: toDecimal(price.amount, PRICE_DECIMALS),
    timestamp: toTime(createdAt),
    type: 'direct',
    connection: 'http',
    dlr: reportedAt && statusOf(message),
    dlr_timestamp: reportedAt && toTime(reportedAt),
    label,
    foreign_id: reference,
    mccmnc: null,
    latency: sentAt && ((sentAt.getTime() - createdAt.getTime()) / 1_000).toFixed(3),
  };
}

const EXAMPLE = {
  id: 'msg_7fKq2WmX9aBt4RvN1sLcYd',
  to: '4915112345678',
  from: 'Hafenrad',
  text: 'Hello',
  price: '0.0750',
  timestamp: '2026-11-26 10:15:00.802',
  type: 'direct',
  connection: 'http',
  dlr: 'DELIVERED',
  dlr_timestamp: '2026-11-26 10:15:02.412',
  label: null,
  foreign_id: null,
  mccmnc: null,
  latency: '0.412',
} as const;

/** Sent messages, newest first. */
export const journalOutbound = route({
  operation: 'messages.list',
  method: 'GET',
  path: '/journal/outbound',
  scope: 'journal',
  docs: {
    group: 'Reports',
    summary: 'List sent SMS, newest first',
    example: { query: { limit: '10' }, response: [EXAMPLE] },
  },
  query: parameterShape(journalFields),
  read: ({ query }) => ({
    ...readJournal(query),
    to: readNumbers(textOf(query.to))?.join(),
    ...filterOf(textOf(query.state)),
  }),
  fields: { ...journalNames, status: 'state' },
  status: 200,
  response: z.array(entry),
  write: ({ messages }) => messages.map(toEntry),
});
