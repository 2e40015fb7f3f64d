import { forwarded } from '@/lib/profiles/forwarded';
import { advice } from '@/lib/profiles/hellio/advice';
import { demonstration } from '@/lib/profiles/hellio/demonstration';
import { errors } from '@/lib/profiles/hellio/errors';
import { guides } from '@/lib/profiles/hellio/guides';
import { keys } from '@/lib/profiles/hellio/keys';
import { money } from '@/lib/profiles/hellio/money';
import { balance } from '@/lib/profiles/hellio/routes/balance';
import { campaignsGet, campaignsList } from '@/lib/profiles/hellio/routes/campaigns';
import { emailVerify } from '@/lib/profiles/hellio/routes/email-verify';
import { lookupGet, lookupStart, lookupsList } from '@/lib/profiles/hellio/routes/lookups';
import { messagesGet, messagesList } from '@/lib/profiles/hellio/routes/messages';
import { otpSend } from '@/lib/profiles/hellio/routes/otp-send';
import { otpVerify } from '@/lib/profiles/hellio/routes/otp-verify';
import { pricing } from '@/lib/profiles/hellio/routes/pricing';
import { smsSend } from '@/lib/profiles/hellio/routes/sms-send';
import { voiceGet } from '@/lib/profiles/hellio/routes/voice-get';
import { voiceSend } from '@/lib/profiles/hellio/routes/voice-send';
import { webhooksCreate, webhooksDelete, webhooksList } from '@/lib/profiles/hellio/routes/webhooks';
import { webhooks } from '@/lib/profiles/hellio/webhooks';
import type { Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields } from '@/lib/profiles/rate-limit-headers';

/** The API of Hellio Messaging. */
export const hellio: Profile = {
  id: 'hellio',
  name: 'Hellio Messaging',
  base: '/v1',
  keys,
  credentials: [{ header: 'authorization', scheme: 'Bearer' }],
  signature: null,
  bodies: ['json'],
  idempotency: { header: 'idempotency-key', replayedHeader: 'idempotent-replayed' },
  rateLimitHeaders: oldRateLimitFields,
  alwaysShowsRateLimit: true,
  routes: [
    smsSend,
    otpSend,
    otpVerify,
    voiceSend,
    voiceGet,
    lookupStart,
    lookupsList,
    lookupGet,
    emailVerify,
    messagesList,
    messagesGet,
    campaignsList,
    campaignsGet,
    balance,
    pricing,
    webhooksList,
    webhooksCreate,
    webhooksDelete,
  ],
  // The provider's documents name it only as `ussd`, and `auth/token` is not forwarded (decision 38).
  forwarded: [
    forwarded({
      operation: 'ussd.send',
      method: 'POST',
      path: '/ussd',
      scope: null,
      group: 'USSD',
      summary: 'Start or continue a USSD session',
    }),
  ],
  errors,
  webhooks,
  money,
  advice,
  guides,
  brand: { color: '#c2410c', mark: 'M7 5.5v13M17 5.5v13M7 12h10', icons: null },
  demonstration,
  words: {
    section: 'Settings',
    page: 'API Keys & Webhooks',
    create: 'Create token',
    key: 'API token',
    shortKey: 'token',
    webhooks: 'Webhooks',
    onePage: true,
  },
};
