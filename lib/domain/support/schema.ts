import { z } from 'zod';
import { line } from '@/lib/domain/text/line';

/** What a workspace says of support: never, only look, look and ask, or act for an hour or a day without asking. */
const ACCESS_CHOICES = ['never', 'view', 'ask', 'hour', 'day'] as const;

const visitId = z.string().regex(/^visit_[0-9A-Za-z]{1,64}$/, 'This is not the id of a visit.');

export const setSupportAccessSchema = z.strictObject({ access: z.enum(ACCESS_CHOICES) });

/** `askedAt` says which request is meant: what the agent asks for later has not been read yet. */
export const answerRequestSchema = z.strictObject({
  visitId,
  askedAt: z.iso.datetime(),
  grant: z.boolean(),
});

const cursor = z.string().max(200).optional();

/** Those that go on, those that are over, or all. */
const VISIT_FILTERS = ['open', 'over', 'all'] as const;

export const listVisitsSchema = z.strictObject({ which: z.enum(VISIT_FILTERS).default('all'), cursor });

/** The cursor is one of the pages that were looked at. */
export const readVisitSchema = z.strictObject({ visitId, cursor });

const TOO_SHORT = 'Enter at least two characters.';

/** What an agent types or pastes into the console's search. */
export const searchCustomersSchema = z.strictObject({
  text: line(300, TOO_SHORT).refine((text) => [...text].length >= 2, TOO_SHORT),
});

export const readSummarySchema = z.strictObject({
  workspaceId: z.string().regex(/^ws_[0-9A-Za-z]{1,64}$/, 'This is not the id of a workspace.'),
  /** A member who is listed in any case. */
  memberId: z
    .string()
    .regex(/^usr_[0-9A-Za-z]{1,64}$/, 'This is not the id of a member.')
    .optional(),
});

/** What became of a whole key that was pasted: one that works calls for another to take its place. */
export const PASTED_KEYS = ['works', 'ended'] as const;
export type PastedKey = (typeof PASTED_KEYS)[number];
