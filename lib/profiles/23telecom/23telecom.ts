import { advice } from '@/lib/profiles/23telecom/advice';
import { demonstration } from '@/lib/profiles/23telecom/demonstration';
import { errors } from '@/lib/profiles/23telecom/errors';
import { keys } from '@/lib/profiles/23telecom/keys';
import { money } from '@/lib/profiles/23telecom/money';
import { smsMessages } from '@/lib/profiles/23telecom/routes/sms-messages';
import { smsSend } from '@/lib/profiles/23telecom/routes/sms-send';
import { smsStats } from '@/lib/profiles/23telecom/routes/sms-stats';
import { smsStatus } from '@/lib/profiles/23telecom/routes/sms-status';
import { smsUnified } from '@/lib/profiles/23telecom/routes/sms-unified';
import { userBalance } from '@/lib/profiles/23telecom/routes/user-balance';
import { userPayments } from '@/lib/profiles/23telecom/routes/user-payments';
import { userPricing, userPricingByPost } from '@/lib/profiles/23telecom/routes/user-pricing';
import { userWebhooks, userWebhooksChange } from '@/lib/profiles/23telecom/routes/user-webhooks';
import { userWebhooksLogs } from '@/lib/profiles/23telecom/routes/user-webhooks-logs';
import { userWebhooksTest } from '@/lib/profiles/23telecom/routes/user-webhooks-test';
import { webhooks } from '@/lib/profiles/23telecom/webhooks';
import type { Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields } from '@/lib/profiles/rate-limit-headers';
import { timestampedLine } from '@/lib/profiles/signatures/timestamped-line';

/** The API of 23 Telecom. */
export const telecom23: Profile = {
  id: '23telecom',
  name: '23 Telecom',
  brand: {
    color: '#0369a1',
    mark: 'M4 9a3 3 0 0 1 6 0c0 3-6 4.5-6 8h6M14 6h6l-3.5 4.5a3.3 3.3 0 1 1-3 4.8',
    icons: null,
  },
  base: '/api/v1',
  keys,
  credentials: [{ header: 'x-api-key', scheme: null }],
  signature: timestampedLine,
  bodies: ['json'],
  idempotency: { header: 'idempotency-key', replayedHeader: 'idempotent-replayed' },
  rateLimitHeaders: oldRateLimitFields,
  routes: [
    smsSend,
    smsStatus,
    smsMessages,
    smsUnified,
    smsStats,
    userBalance,
    userPricing,
    userPricingByPost,
    userPayments,
    userWebhooks,
    userWebhooksChange,
    userWebhooksTest,
    userWebhooksLogs,
  ],
  errors,
  webhooks,
  money,
  advice,
  demonstration,
  words: {
    section: 'Settings',
    page: 'API Keys',
    create: 'Create API Key',
    key: 'API key',
    shortKey: 'key',
    webhooks: 'Webhooks',
  },
};
