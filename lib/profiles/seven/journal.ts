import { readIds } from '@/lib/profiles/seven/ids';
import { formatFields, parameter, textOf } from '@/lib/profiles/seven/request';
import { readDate } from '@/lib/profiles/seven/time';

/** What limits a journal. */
export const journalFields = {
  id: parameter('Only the entry with this id.'),
  date_from: parameter('Only from this date on: `yyyy-MM-dd`, in UTC.'),
  date_to: parameter('Only until the end of this date.'),
  to: parameter('Only to this number.'),
  state: parameter('Only with this status, such as `DELIVERED`.'),
  limit: parameter('How many to return: 1 to 100, 100 without it. More than 100 mean 100.'),
  offset: parameter('How many of the newest to leave out.'),
  ...formatFields,
};

type Journal = Readonly<Record<keyof typeof journalFields, Parameters<typeof textOf>[0]>>;

const MAX_LIMIT = 100;

function readLimit(text = String(MAX_LIMIT)): string {
  return Number(text) > MAX_LIMIT ? String(MAX_LIMIT) : text;
}

/** The input that all journals have. */
export function readJournal({ id, date_from, date_to, limit, offset }: Partial<Journal>) {
  const ids = textOf(id);
  return {
    ...(ids !== undefined && { ids: readIds(ids) }),
    since: readDate(textOf(date_from), false),
    until: readDate(textOf(date_to), true),
    limit: readLimit(textOf(limit)),
    offset: Number(textOf(offset) ?? 0),
  };
}

/** The wire names of that input. */
export const journalNames = { ids: 'id', since: 'date_from', until: 'date_to' };
