import { z } from 'zod';
import { allowlistSchema, networksSchema, storedAllowlistSchema } from '@/lib/domain/allowlists/schema';
import { pageFields } from '@/lib/domain/paging/schema';
import { confirmation } from '@/lib/domain/rehearsals/schema';
import { email } from '@/lib/domain/text/email';
import { id } from '@/lib/domain/text/id';
import { line, optionalLine } from '@/lib/domain/text/line';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { amountLimit, decimalAmount } from '@/lib/domain/wallet/schema';
import { LEAK_RESPONSES } from '@/lib/domain/workspaces/leak-response';

const NAME_MAX = 100;
/** The name of a workspace. */
export const workspaceName = line(NAME_MAX, 'Enter a workspace name.');

export const createWorkspaceSchema = z.strictObject({ workspaceName });

/** `from` is the name that the page showed. If someone else has changed it since, the change is refused. */
export const renameWorkspaceSchema = z.strictObject({ workspaceName, from: z.string().optional() });

export const switchWorkspaceSchema = z.strictObject({ workspaceId: id('ws', 'workspace') });

const { limit, cursor } = pageFields;
export const listOwnWorkspacesSchema = z.strictObject({
  search: optionalLine(SEARCH_MAX).optional(),
  limit,
  cursor,
});

/** `from` is the value that the page showed. If someone else has changed it since, the change is refused. */
export const setWorkspaceAllowlistSchema = z.strictObject({
  allowlist: allowlistSchema,
  from: storedAllowlistSchema.optional(),
  confirmation,
});

export const rehearseWorkspaceAllowlistSchema = z.strictObject({ networks: networksSchema });

/** Null: warnings go to the owners of the workspace. */
export const setContactEmailSchema = z.strictObject({ contactEmail: email.nullable() });

/** Null: nobody is warned of a low balance. */
export const setLowBalanceSchema = z.strictObject({ lowBalance: amountLimit });

/** What happens to a key that is reported as leaked. */
export const setLeakResponseSchema = z.strictObject({ leakResponse: z.enum(LEAK_RESPONSES) });

/** In currency units. A larger amount is a typing error. */
const MAX_CREDIT = 1_000_000_000n;

export const creditWorkspaceSchema = z.strictObject({
  workspaceId: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  amount: decimalAmount
    .refine((amount) => amount > 0n, 'Enter an amount above zero.')
    .refine((amount) => amount <= MAX_CREDIT * CURRENCY_UNIT, `Book at most ${MAX_CREDIT} at once.`),
});
