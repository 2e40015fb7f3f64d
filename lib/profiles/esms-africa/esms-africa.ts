import { advice } from '@/lib/profiles/esms-africa/advice';
import { demonstration } from '@/lib/profiles/esms-africa/demonstration';
import { errors } from '@/lib/profiles/esms-africa/errors';
import { keys } from '@/lib/profiles/esms-africa/keys';
import { money } from '@/lib/profiles/esms-africa/money';
import { apiKeysCreate } from '@/lib/profiles/esms-africa/routes/api-keys-create';
import { apiKeysList } from '@/lib/profiles/esms-africa/routes/api-keys-list';
import { apiKeysRevoke } from '@/lib/profiles/esms-africa/routes/api-keys-revoke';
import { balance } from '@/lib/profiles/esms-africa/routes/balance';
import { messagesBulkPrecheck } from '@/lib/profiles/esms-africa/routes/messages-bulk-precheck';
import { messagesGet } from '@/lib/profiles/esms-africa/routes/messages-get';
import { messagesList } from '@/lib/profiles/esms-africa/routes/messages-list';
import { messagesSend } from '@/lib/profiles/esms-africa/routes/messages-send';
import { messagesSendBulk } from '@/lib/profiles/esms-africa/routes/messages-send-bulk';
import { routesList } from '@/lib/profiles/esms-africa/routes/routes-list';
import { transactions } from '@/lib/profiles/esms-africa/routes/transactions';
import { webhooksRead, webhooksRotateSecret, webhooksSet } from '@/lib/profiles/esms-africa/routes/webhooks';
import { webhooks } from '@/lib/profiles/esms-africa/webhooks';
import type { Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields } from '@/lib/profiles/rate-limit-headers';

/** The API of eSMS Africa. */
export const esmsAfrica: Profile = {
  id: 'esms-africa',
  name: 'eSMS Africa',
  base: '/api',
  keys,
  credentials: [{ header: 'authorization', scheme: 'Bearer' }],
  signature: null,
  bodies: ['json'],
  idempotency: { header: 'idempotency-key', replayedHeader: 'idempotent-replayed' },
  rateLimitHeaders: oldRateLimitFields,
  routes: [
    messagesSend,
    messagesSendBulk,
    messagesBulkPrecheck,
    messagesList,
    messagesGet,
    balance,
    transactions,
    routesList,
    webhooksRead,
    webhooksSet,
    webhooksRotateSecret,
    apiKeysList,
    apiKeysCreate,
    apiKeysRevoke,
  ],
  errors,
  webhooks,
  money,
  advice,
  brand: { color: '#15803d', mark: 'M16 6.5H8.5v11H16M8.5 12H15', icons: null },
  demonstration,
  words: {
    section: 'Settings',
    page: 'API Keys',
    create: 'Create a key',
    key: 'API key',
    shortKey: 'key',
    webhooks: 'Webhooks',
  },
};
