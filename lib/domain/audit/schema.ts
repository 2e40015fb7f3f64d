import { z } from 'zod';
import { day } from '@/lib/domain/text/day';
import { optionalLine } from '@/lib/domain/text/line';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

/** Which events: all changes (without what the calls of keys cause, such as messages), all events, or those about one subject. */
export const AUDIT_SUBJECTS = [
  'changes',
  'all',
  'api_key',
  'webhook',
  'workspace',
  'member',
  'user',
  'support',
  'wallet',
  'messages',
  'voice_calls',
  'verifications',
  'lookups',
  'email_checks',
  'audit',
] as const;

const EXPORT_FORMATS = ['csv', 'json'] as const;

const filter = {
  what: z.enum(AUDIT_SUBJECTS).default('changes'),
  /** The id of a user or key, `support` for all agents, or `keydesk` for the product itself. */
  who: z
    .union([z.enum(['support', 'keydesk']), z.string().regex(/^(usr|key)_[0-9A-Za-z]{1,64}$/)])
    .optional(),
  /** Days in UTC. Both are included. */
  from: day.optional(),
  to: day.optional(),
  /** The id of the target, or a text that matches keys: part of the label, or the end of a secret. */
  target: optionalLine(SEARCH_MAX).optional(),
  impersonationId: z
    .string()
    .regex(/^imp_[0-9A-Za-z]{1,64}$/)
    .optional(),
};

export const listAuditEventsSchema = z.strictObject({ ...filter, cursor: z.string().max(200).optional() });

export const exportAuditEventsSchema = z.strictObject({ ...filter, format: z.enum(EXPORT_FORMATS) });

export type AuditFilter = Omit<z.output<typeof listAuditEventsSchema>, 'cursor'>;
