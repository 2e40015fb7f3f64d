import { z } from 'zod';

/** What a workspace says of support: never, only look, look and ask, or act for an hour or a day without asking. */
export const ACCESS_CHOICES = ['never', 'view', 'ask', 'hour', 'day'] as const;

const visitId = z.string().regex(/^visit_[0-9A-Za-z]{1,64}$/, 'This is not the id of a visit.');

export const setSupportAccessSchema = z.strictObject({ access: z.enum(ACCESS_CHOICES) });

/** `askedAt` says which request is meant: what the agent asks for later has not been read yet. */
export const answerRequestSchema = z.strictObject({
  visitId,
  askedAt: z.iso.datetime(),
  grant: z.boolean(),
});

export const listVisitsSchema = z.strictObject({ cursor: z.string().max(200).optional() });

export const readVisitSchema = z.strictObject({
  visitId,
  /** Pages after this one. */
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});
