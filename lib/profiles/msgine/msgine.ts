import { advice } from '@/lib/profiles/msgine/advice';
import { demonstration } from '@/lib/profiles/msgine/demonstration';
import { errors } from '@/lib/profiles/msgine/errors';
import { keys } from '@/lib/profiles/msgine/keys';
import { money } from '@/lib/profiles/msgine/money';
import { account } from '@/lib/profiles/msgine/routes/account';
import { getMessage, getMessageFirst, history } from '@/lib/profiles/msgine/routes/messages';
import { sendSms, sendSmsFirst } from '@/lib/profiles/msgine/routes/send';
import { webhooks } from '@/lib/profiles/msgine/webhooks';
import type { Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields } from '@/lib/profiles/rate-limit-headers';

/** MsGine. Version 1.0 of its SDK uses the paths below /messages and a key without scheme in Authorization. */
export const msgine: Profile = {
  id: 'msgine',
  name: 'MsGine',
  base: '/api/v1',
  keys,
  credentials: [
    { header: 'x-api-key', scheme: null },
    { header: 'authorization', scheme: null },
    { header: 'authorization', scheme: 'Bearer' },
  ],
  signature: null,
  bodies: ['json'],
  idempotency: {
    header: 'idempotency-key',
    field: 'idempotencyKey',
    replayedHeader: 'idempotent-replayed',
  },
  rateLimitHeaders: oldRateLimitFields,
  alwaysShowsRateLimit: true,
  routes: [sendSms, history, getMessage, account, sendSmsFirst, getMessageFirst],
  errors,
  webhooks,
  money,
  advice,
  brand: { color: '#0f766e', mark: 'M6.5 17.5v-11l5.5 7 5.5-7v11', icons: null },
  demonstration,
  words: {
    section: 'Developer Dashboard',
    page: 'API tokens',
    create: 'Generate New Token',
    key: 'API token',
    shortKey: 'token',
    webhooks: 'Webhooks',
  },
};
