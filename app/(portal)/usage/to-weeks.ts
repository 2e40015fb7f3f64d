import type { UsageDay } from '@/lib/domain/usage/overall';

const DAYS = 7;

function add(one: UsageDay, other: UsageDay): UsageDay {
  return {
    day: one.day,
    succeeded: one.succeeded + other.succeeded,
    refused: one.refused + other.refused,
    failed: one.failed + other.failed,
    messages: one.messages + other.messages,
    delivered: one.delivered + other.delivered,
    undelivered: one.undelivered + other.undelivered,
    refunded: one.refunded + other.refunded,
    spend: one.spend + other.spend,
  };
}

/** Adds up days to weeks, of which the last ends today. The first one can be shorter. */
export function toWeeks(days: readonly UsageDay[]): UsageDay[] {
  const weeks: UsageDay[] = [];
  const first = days.length % DAYS || DAYS;
  for (let start = 0, end = first; start < days.length; start = end, end += DAYS) {
    weeks.push(days.slice(start, end).reduce(add));
  }
  return weeks;
}
