import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { utcDay } from '@/lib/db/utc-day';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { csvFormat } from '@/lib/domain/text/csv';
import { transact } from '@/lib/domain/transact';
import type { Calls } from '@/lib/domain/usage/days';
import { firstDay, matchingUsage } from '@/lib/domain/usage/matching';
import type { MessageCounts } from '@/lib/domain/usage/overall';
import { exportUsageSchema, type UsageFilter } from '@/lib/domain/usage/schema';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';

interface KeyOnDay {
  day: Date;
  keyId: string;
  label: string;
  environment: Environment;
}

const KEY_COLUMNS = {
  day: ({ day }: KeyOnDay) => day.toISOString().slice(0, 10),
  key_id: ({ keyId }: KeyOnDay) => keyId,
  key_label: ({ label }: KeyOnDay) => label,
  environment: ({ environment }: KeyOnDay) => environment,
};

interface CallRow extends KeyOnDay, Calls {
  operation: string;
}

const CALLS_CSV = csvFormat<CallRow>({
  ...KEY_COLUMNS,
  operation: ({ operation }) => operation,
  succeeded: ({ succeeded }) => String(succeeded),
  rejected: ({ refused }) => String(refused),
  failed: ({ failed }) => String(failed),
});

interface MessageRow extends KeyOnDay, MessageCounts {
  country: string;
  segments: number;
  price: bigint;
  currency: string;
}

const MESSAGES_CSV = csvFormat<MessageRow>({
  ...KEY_COLUMNS,
  country: ({ country }) => country,
  messages: ({ messages }) => String(messages),
  segments: ({ segments }) => String(segments),
  delivered: ({ delivered }) => String(delivered),
  undelivered: ({ undelivered }) => String(undelivered),
  refunded: ({ refunded }) => String(refunded),
  spend: ({ price }) => toDecimal(price, RECORDED_DECIMALS),
  currency: ({ currency }) => currency,
});

interface Wanted {
  workspaceId: string;
  days: number;
  filter: Omit<UsageFilter, 'days'>;
}

/** Each day of the period, the newest first, with what matches the filter since that day. */
function* daysOf({ workspaceId, days, filter }: Wanted) {
  const first = firstDay(now(), days);
  for (let index = days - 1; index >= 0; index--) {
    const day = new Date(first.getTime() + index * DAY);
    yield { day, usage: matchingUsage(workspaceId, day, filter) };
  }
}

async function* writeCalls(wanted: Wanted): AsyncGenerator<string> {
  yield CALLS_CSV.header;
  for (const { day, usage } of daysOf(wanted)) {
    const rows = await db().$queryRaw<CallRow[]>`
      SELECT day, api_keys.id AS "keyId", label, called.environment, operation, succeeded, refused, failed
      FROM ${usage.calls} AS called JOIN api_keys ON api_keys.id = api_key_id
      WHERE day = ${utcDay(day)} ORDER BY label, api_keys.id, operation`;
    if (rows.length > 0) yield CALLS_CSV.lines(rows);
  }
}

async function* writeMessages(wanted: Wanted): AsyncGenerator<string> {
  yield MESSAGES_CSV.header;
  for (const { day, usage } of daysOf(wanted)) {
    const rows = await db().$queryRaw<MessageRow[]>`
      SELECT day, api_keys.id AS "keyId", label, sent.environment, country, currency, sum(messages)::float8 AS messages,
        sum(segments)::float8 AS segments, sum(delivered)::float8 AS delivered, sum(sent.failed)::float8 AS undelivered,
        sum(refunded)::float8 AS refunded, sum(price)::bigint AS price
      FROM ${usage.messages} AS sent JOIN api_keys ON api_keys.id = api_key_id
        JOIN workspaces ON workspaces.id = workspace_id
      WHERE day = ${utcDay(day)}
      GROUP BY day, api_keys.id, sent.environment, country, currency ORDER BY label, api_keys.id, country`;
    if (rows.length > 0) yield MESSAGES_CSV.lines(rows);
  }
}

/**
 * Exports the calls of the actor's workspace by day, key and operation, or its messages by day, key and country, newest day
 * first, as the parts of a CSV file. The export is audited.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function exportUsage(actor: Actor, input: unknown): Promise<Result<AsyncGenerator<string>>> {
  const parsed = parse(exportUsageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/export');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { what, ...given } = parsed.value;
  const recorded = await transact(authorized.value, async (tx) => {
    await recordAudit(tx, authorized.value, {
      action: 'usage.export',
      targetId: workspaceId,
      detail: { what, filter: JSON.parse(JSON.stringify(given)) },
    });
    return ok(null);
  });
  if (!recorded.ok) return recorded;
  const { days, ...filter } = given;
  const wanted = { workspaceId, days, filter };
  return ok(what === 'calls' ? writeCalls(wanted) : writeMessages(wanted));
}
