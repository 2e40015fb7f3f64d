import { z } from 'zod';
import { Environment, MessageStatus } from '@/lib/db/generated/enums';
import { listedNumber } from '@/lib/domain/messages/schema';
import { day } from '@/lib/domain/text/day';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';
import { isStorable } from '@/lib/domain/text/storable';

const filter = {
  environment: z.enum(Environment).default('live'),
  status: z.enum(MessageStatus).optional(),
  /** The id of the key that sent them. */
  key: z
    .string()
    .regex(/^key_[0-9A-Za-z]{1,64}$/)
    .optional(),
  /** As people write it, with spaces, hyphens or brackets. */
  recipient: z
    .string()
    .max(SEARCH_MAX)
    .transform((text) => text.replace(/[\s().-]/g, ''))
    .pipe(listedNumber)
    .optional(),
  /** The id of the call that sent them. */
  request: z.string().trim().max(SEARCH_MAX).refine(isStorable, 'There is no such request.').optional(),
  /** Days in UTC. Both are included. */
  from: day.optional(),
  to: day.optional(),
};

export const listSentMessagesSchema = z.strictObject({ ...filter, cursor: z.string().max(200).optional() });

export const exportSentMessagesSchema = z.strictObject(filter);

export type SentMessageFilter = z.output<typeof exportSentMessagesSchema>;
