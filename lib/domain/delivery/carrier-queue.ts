import type { z } from 'zod';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { ChargeKind, Environment } from '@/lib/db/generated/enums';
import type { AuditAction } from '@/lib/domain/audit/record';
import type { Outgoing } from '@/lib/domain/carrier/carrier';
import type { CarrierService } from '@/lib/domain/carrier/current';
import type { CarrierReport } from '@/lib/domain/delivery/report-schema';
import type { OutboxRow } from '@/lib/domain/outbox/submit-due';

/** A row that waits for the carrier. */
export interface QueuedRow extends OutboxRow {
  recipient: string;
  sender: string | null;
  text: string | null;
  sealedText: Uint8Array | null;
}

/** A row whose status became final. */
export interface FinalizedRow {
  id: string;
  workspaceId: string;
  environment: Environment;
  apiKeyId: string;
  price: bigint;
  createdAt: Date;
}

export interface Finalization<Status> {
  /** Whether the rows wait for the carrier or were accepted by it. Other rows do not change. */
  from: 'queued' | 'accepted';
  status: Status;
  at: Date;
  /** For the operator. */
  reason?: string;
}

/** What a carrier gets, from the outbox to the final status: messages, or voice calls. */
export interface CarrierQueue<Row extends QueuedRow, Status extends string> {
  service: CarrierService;
  /** What one row is, for the log. */
  noun: string;
  table: 'messages' | 'voice_calls';
  /** The columns that `toOutgoing` needs besides those of `QueuedRow`, in SQL with a comma before each. */
  moreColumns: Prisma.Sql;
  /** Since when a row waits for the carrier, in SQL. */
  waitingSince: Prisma.Sql;
  /** The status of a row that the carrier accepted, in SQL. */
  accepted: Prisma.Sql;
  /** The status of a row that the carrier refused. */
  refused: Status;
  /** The status of a row that no carrier accepted in time. */
  expired: Status;
  chargeKind: ChargeKind;
  refundAction: AuditAction;
  /** @param text the text of the row, opened if it was sealed */
  toOutgoing(row: Row, text: string | null): Outgoing;
  /** Marks queued rows as accepted, and returns how many. `nextStepAt` is null if the carrier reports by itself. */
  accept(
    tx: Transaction,
    ids: readonly string[],
    accepted: { at: Date; nextStepAt: Date | null },
  ): Promise<number>;
  /** Gives rows their final status. Returns the rows that changed. */
  finalize(
    tx: Transaction,
    ids: readonly string[],
    finalization: Finalization<Status>,
  ): Promise<readonly FinalizedRow[]>;
  /** The outcome that a number has in the sandbox. */
  outcomeOf(recipient: string): Status;
  /** When a live row was created; null if there is none with this id. */
  findCreatedAt(tx: Transaction, id: string): Promise<Date | null>;
  reportSchema: z.ZodType<CarrierReport>;
  /** Applies a report on a row. Its status only moves forward. False if the reported status is unknown. */
  report(tx: Transaction, id: string, report: CarrierReport): Promise<boolean>;
}
