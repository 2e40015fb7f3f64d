import { z } from 'zod';
import {
  EXPIRY_FILTERS,
  KEY_FILTERS,
  KEY_SORTS,
  LIMIT_FILTERS,
  NEWEST_FIRST,
  USE_FILTERS,
} from '@/lib/domain/api-keys/filters';
import { HEALTH_FILTERS } from '@/lib/domain/api-keys/health';
import { optionalLine } from '@/lib/domain/text/line';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

const name = optionalLine(SEARCH_MAX).optional();

/** Which keys of a workspace are wanted. Fields that are left out do not limit them. */
const keyFilter = {
  filter: z.enum(KEY_FILTERS).default('current'),
  /** Words of a label, an owner, a tag or the name of who created it; a key id or its start; the end of a secret. */
  search: optionalLine(SEARCH_MAX).default(''),
  environment: z.enum(['live', 'sandbox']).optional(),
  /** Keys that have it, also by full access. */
  scope: name,
  /** The id of the member who answers for the key. */
  creator: name,
  expires: z.enum(EXPIRY_FILTERS).optional(),
  used: z.enum(USE_FILTERS).optional(),
  limits: z.enum(LIMIT_FILTERS).optional(),
  health: z.enum(HEALTH_FILTERS).optional(),
  /** In any case: tags are stored in lower case. */
  tag: optionalLine(SEARCH_MAX)
    .overwrite((text) => text.toLowerCase())
    .optional(),
  owner: name,
};

const sort = z.enum(KEY_SORTS).default(NEWEST_FIRST);

export const listApiKeysSchema = z.strictObject({
  ...keyFilter,
  sort,
  limit: z.int().min(1).max(1_000).default(25),
  cursor: z.string().max(800).optional(),
});

/** Which keys, in no order. */
export const keyFilterSchema = z.strictObject(keyFilter);

export const exportApiKeysSchema = z.strictObject({ ...keyFilter, sort });

export type KeyFilter = z.output<typeof keyFilterSchema>;
