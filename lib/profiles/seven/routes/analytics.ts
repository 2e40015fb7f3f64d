import { z } from 'zod';
import type { UsageTotal } from '@/lib/domain/totals/read';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';
import { money } from '@/lib/profiles/seven/money';
import { formatFields, parameter, parameterShape, textOf } from '@/lib/profiles/seven/request';
import { readDate } from '@/lib/profiles/seven/time';

const query = parameterShape({
  start: parameter('The first day: `yyyy-MM-dd`, in UTC. 30 days before the end without it.'),
  end: parameter('The last day. Today without it.'),
  label: parameter('Only SMS with this label. `all`: every label, and what has none.'),
  subaccounts: parameter('Accepted. The totals are those of the account itself.'),
  ...formatFields,
});

const ALL_LABELS = 'all';

function readTotals(sent: z.output<typeof query>) {
  const label = textOf(sent.label);
  return {
    since: readDate(textOf(sent.start), false),
    until: readDate(textOf(sent.end), true),
    label: label === ALL_LABELS ? undefined : label,
  };
}

const counts = {
  sms: z.int(),
  voice: z.int(),
  hlr: z.int(),
  mnp: z.int(),
  inbound: z.int(),
  rcs: z.int(),
  usage_eur: z.number(),
};

const toCounts = ({ messages, voiceCalls, hlr, mnp, price }: UsageTotal) => ({
  sms: messages,
  voice: voiceCalls,
  hlr,
  mnp,
  inbound: 0,
  rcs: 0,
  usage_eur: writeAmount(money, price),
});

const EXAMPLE = { sms: 12, voice: 0, hlr: 0, mnp: 0, inbound: 0, rcs: 0, usage_eur: 0.9 };

const declared = {
  operation: 'totals.read',
  method: 'GET',
  scope: 'analytics',
  query,
  fields: { since: 'start', until: 'end' },
  status: 200,
} as const;

const docsOf = (summary: string, group: Readonly<Record<string, string>>) => ({
  group: 'Reports',
  summary,
  description:
    'Voice calls and lookups have no label. `usage_eur` contains lookups of names (CNAM). `inbound` and `rcs` are 0.',
  example: { query: { start: '2026-11-01', end: '2026-11-26' }, response: [{ ...group, ...EXAMPLE }] },
});

/** Totals by day. */
export const analyticsDate = route({
  ...declared,
  path: '/analytics/date',
  docs: docsOf('Read totals by day', { date: '2026-11-26' }),
  read: (request) => ({ ...readTotals(request.query), by: 'day' }),
  response: z.array(z.strictObject({ date: z.string(), ...counts })),
  write: (totals) => totals.map((total) => ({ date: total.key ?? '', ...toCounts(total) })),
});

/** Totals by the country of the recipients. */
export const analyticsCountry = route({
  ...declared,
  path: '/analytics/country',
  docs: docsOf('Read totals by country', { country: 'DE' }),
  read: (request) => ({ ...readTotals(request.query), by: 'country' }),
  response: z.array(z.strictObject({ country: z.string(), ...counts })),
  write: (totals) => totals.map((total) => ({ country: total.key ?? '', ...toCounts(total) })),
});

/** Totals by label. */
export const analyticsLabel = route({
  ...declared,
  path: '/analytics/label',
  docs: docsOf('Read totals by label', { label: 'orders' }),
  read: (request) => ({ ...readTotals(request.query), by: 'label' }),
  response: z.array(z.strictObject({ label: z.string(), ...counts })),
  write: (totals) => totals.map((total) => ({ label: total.key ?? '', ...toCounts(total) })),
});
