import { z } from 'zod';
import { Environment, LedgerKind } from '@/lib/db/generated/enums';
import { day } from '@/lib/domain/text/day';

const filter = {
  environment: z.enum(Environment).default(Environment.live),
  kind: z.enum(LedgerKind).optional(),
  /** Days in UTC. Both are included. */
  from: day.optional(),
  to: day.optional(),
};

export const listLedgerSchema = z.strictObject({ ...filter, cursor: z.string().max(200).optional() });

export const exportLedgerSchema = z.strictObject(filter);

export type LedgerFilter = z.output<typeof exportLedgerSchema>;
