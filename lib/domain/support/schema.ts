import { z } from 'zod';
import { id } from '@/lib/domain/text/id';
import { line } from '@/lib/domain/text/line';

const TOO_SHORT = 'Enter at least two characters.';

/** What an agent types or pastes into the console's search. */
export const searchCustomersSchema = z.strictObject({
  text: line(300, TOO_SHORT).refine((text) => [...text].length >= 2, TOO_SHORT),
});

export const readSummarySchema = z.strictObject({
  workspaceId: id('ws', 'workspace'),
  /** A member to list even when there are more members than the summary shows. */
  memberId: id('usr', 'member').optional(),
});
