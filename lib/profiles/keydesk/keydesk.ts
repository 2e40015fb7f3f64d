import { demonstration } from '@/lib/profiles/keydesk/demonstration';
import { errors } from '@/lib/profiles/keydesk/errors';
import { guides } from '@/lib/profiles/keydesk/guides';
import { keys } from '@/lib/profiles/keydesk/keys';
import { money } from '@/lib/profiles/keydesk/money';
import { accountRead } from '@/lib/profiles/keydesk/routes/account-read';
import { apiKeyRoutes } from '@/lib/profiles/keydesk/routes/api-keys';
import { balanceRead } from '@/lib/profiles/keydesk/routes/balance-read';
import { batchesCancel } from '@/lib/profiles/keydesk/routes/batches-cancel';
import { batchesGet } from '@/lib/profiles/keydesk/routes/batches-get';
import { batchesList } from '@/lib/profiles/keydesk/routes/batches-list';
import { batchesPrecheck } from '@/lib/profiles/keydesk/routes/batches-precheck';
import { batchesSend } from '@/lib/profiles/keydesk/routes/batches-send';
import { emailChecksRun } from '@/lib/profiles/keydesk/routes/email-checks-run';
import { lookupListRoutes } from '@/lib/profiles/keydesk/routes/lookup-lists';
import { lookupsRun } from '@/lib/profiles/keydesk/routes/lookups-run';
import { messagesCancel } from '@/lib/profiles/keydesk/routes/messages-cancel';
import { messagesGet } from '@/lib/profiles/keydesk/routes/messages-get';
import { messagesList } from '@/lib/profiles/keydesk/routes/messages-list';
import { messagesSend } from '@/lib/profiles/keydesk/routes/messages-send';
import { messagesStats } from '@/lib/profiles/keydesk/routes/messages-stats';
import { pricesRead } from '@/lib/profiles/keydesk/routes/prices-read';
import { transactionsList } from '@/lib/profiles/keydesk/routes/transactions-list';
import { verificationsCheck } from '@/lib/profiles/keydesk/routes/verifications-check';
import { verificationsRead } from '@/lib/profiles/keydesk/routes/verifications-read';
import { verificationsStart } from '@/lib/profiles/keydesk/routes/verifications-start';
import { voiceCallsGet } from '@/lib/profiles/keydesk/routes/voice-calls-get';
import { voiceCallsList } from '@/lib/profiles/keydesk/routes/voice-calls-list';
import { voiceCallsStart } from '@/lib/profiles/keydesk/routes/voice-calls-start';
import { webhookRoutes } from '@/lib/profiles/keydesk/routes/webhooks';
import { webhooks } from '@/lib/profiles/keydesk/webhooks';
import type { Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields, rateLimitFields } from '@/lib/profiles/rate-limit-headers';
import { messageSignatures } from '@/lib/profiles/signatures/message-signatures';

/** Keydesk's own API: our best version of what the others do. */
export const keydesk: Profile = {
  id: 'keydesk',
  name: 'Keydesk',
  base: '/api/v1',
  keys,
  credentials: [
    { header: 'authorization', scheme: 'Bearer' },
    { header: 'x-api-key', scheme: null },
  ],
  signature: messageSignatures,
  bodies: ['json'],
  idempotency: { header: 'idempotency-key', replayedHeader: 'idempotent-replayed' },
  rateLimitHeaders: (quota) => ({ ...rateLimitFields(quota), ...oldRateLimitFields(quota) }),
  routes: [
    accountRead,
    messagesSend,
    messagesList,
    messagesGet,
    messagesCancel,
    messagesStats,
    batchesSend,
    batchesPrecheck,
    batchesList,
    batchesGet,
    batchesCancel,
    voiceCallsStart,
    voiceCallsList,
    voiceCallsGet,
    verificationsStart,
    verificationsRead,
    verificationsCheck,
    lookupsRun,
    ...lookupListRoutes,
    emailChecksRun,
    balanceRead,
    transactionsList,
    pricesRead,
    ...apiKeyRoutes,
    ...webhookRoutes,
  ],
  errors,
  webhooks,
  money,
  demonstration,
  words: {
    section: 'Settings',
    page: 'API keys',
    webhooks: 'Webhooks',
    create: 'Create API key',
    key: 'API key',
    shortKey: 'key',
  },
  brand: {
    color: '#3b57c4',
    mark: 'M8 6v12M8 13l7-7M11 10.2 16 18',
    icons: { tab: '/icon.svg', touch: '/apple-touch-icon.png', manifest: '/site.webmanifest' },
  },
  guides,
};
