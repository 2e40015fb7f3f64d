import { z } from 'zod';
import { SESSION_MINUTES } from '@/lib/domain/impersonation/duration';
import { id } from '@/lib/domain/text/id';
import { line } from '@/lib/domain/text/line';

const impersonationId = id('imp', 'support session');
const cursor = z.string().max(200).optional();
const reason = line(300, 'Enter a reason. The customer can read it.');

export const startImpersonationSchema = z.strictObject({
  workspaceId: id('ws', 'workspace'),
  /** The member to view the workspace as. */
  userId: id('usr', 'member'),
  reason,
  ticket: line(60, 'Enter a ticket.'),
  minutes: z.literal(SESSION_MINUTES, 'Choose 15, 30 or 60 minutes.'),
});
export type StartImpersonationInput = z.input<typeof startImpersonationSchema>;

export const impersonationSchema = z.strictObject({ impersonationId });

/** What support asks the customer for depends on the verb: to make changes, or to extend the session. */
export const askSchema = z.strictObject({ impersonationId, reason });

/** `askedAt` identifies the request: a later one of the same session needs an answer of its own. */
export const answerRequestSchema = z.strictObject({
  impersonationId,
  askedAt: z.iso.datetime(),
  grant: z.boolean(),
});

/** `cursor` pages through the requests of the session. */
export const readImpersonationSchema = z.strictObject({ impersonationId, cursor });

const LIST_FILTERS = ['open', 'ended', 'all'] as const;

export const listImpersonationsSchema = z.strictObject({
  which: z.enum(LIST_FILTERS).default('all'),
  cursor,
});

/** What support may do: nothing, view, view and ask to act, or act for an hour or a day without asking. */
const ACCESS_CHOICES = ['never', 'view', 'ask', 'hour', 'day'] as const;

export const setSupportAccessSchema = z.strictObject({ access: z.enum(ACCESS_CHOICES) });
