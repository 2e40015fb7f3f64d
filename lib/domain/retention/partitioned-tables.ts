import type { Period } from '@/lib/db/partitions/names';
import {
  contactsKeptSince,
  hoursKeptSince,
  leftoversKeptSince,
  messageRowsKeptSince,
  rehearsedKeptSince,
} from '@/lib/domain/retention/kept-time';
import { deletePaused } from '@/lib/domain/webhook-deliveries/delete-paused';

/** A table whose rows are in partitions by a time that never changes. */
export interface PartitionedTable {
  name: string;
  /** The column with the time: a date or a timestamp. */
  column: string;
  /** The shorter rows are kept, the shorter it is. */
  period: Period;
  /** Rows from before this time are removed: partitions as a whole. Left out: rows are kept without an end. */
  keptSince?: () => Date | undefined;
  /** Rows are removed with their partition only, because others refer to them. */
  onlyWithPartition?: true;
  /**
   * What belongs to a pending delivery stays. It is moved to the default partition when its partition is dropped, and deleted
   * there when the delivery is finished.
   */
  ofWebhooks?: 'deliveries' | 'attempts' | 'events';
  /** Deletes a batch of rows from before a time that would stay when their partition is dropped, and returns how many. */
  deleteFirst?: (keptSince: Date) => Promise<number>;
  /** A table whose partitions are dropped first, because its rows keep those of this one. It is earlier in the list. */
  droppedAfter?: string;
}

/** All tables that have partitions. */
export const PARTITIONED_TABLES: readonly PartitionedTable[] = [
  { name: 'key_refusals', column: 'at', period: 'day', keptSince: leftoversKeptSince },
  { name: 'api_key_usage', column: 'hour', period: 'month', keptSince: hoursKeptSince },
  { name: 'api_key_daily_usage', column: 'day', period: 'month' },
  { name: 'api_key_secret_usage', column: 'hour', period: 'month', keptSince: hoursKeptSince },
  { name: 'api_key_address_usage', column: 'day', period: 'day', keptSince: rehearsedKeptSince },
  { name: 'api_key_position_usage', column: 'day', period: 'day', keptSince: rehearsedKeptSince },
  { name: 'api_key_destinations', column: 'day', period: 'day', keptSince: rehearsedKeptSince },
  { name: 'audit_events', column: 'created_at', period: 'month' },
  { name: 'impersonated_requests', column: 'at', period: 'month' },
  {
    name: 'messages',
    column: 'created_at',
    period: 'month',
    keptSince: messageRowsKeptSince,
    onlyWithPartition: true,
  },
  {
    name: 'webhook_deliveries',
    column: 'created_at',
    period: 'day',
    keptSince: contactsKeptSince,
    ofWebhooks: 'deliveries',
    deleteFirst: deletePaused,
  },
  {
    name: 'webhook_attempts',
    column: 'delivery_created_at',
    period: 'day',
    keptSince: contactsKeptSince,
    ofWebhooks: 'attempts',
    droppedAfter: 'webhook_deliveries',
  },
  {
    name: 'webhook_events',
    column: 'created_at',
    period: 'day',
    keptSince: contactsKeptSince,
    ofWebhooks: 'events',
    droppedAfter: 'webhook_deliveries',
  },
];
