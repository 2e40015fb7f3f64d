import type { Profile } from '@/lib/profiles/profile';
import { oldRateLimitFields } from '@/lib/profiles/rate-limit-headers';
import { advice } from '@/lib/profiles/seven/advice';
import { demonstration } from '@/lib/profiles/seven/demonstration';
import { errors } from '@/lib/profiles/seven/errors';
import { forwardedRoutes } from '@/lib/profiles/seven/forwarded';
import { keys } from '@/lib/profiles/seven/keys';
import { money } from '@/lib/profiles/seven/money';
import { analyticsCountry, analyticsDate, analyticsLabel } from '@/lib/profiles/seven/routes/analytics';
import { balance } from '@/lib/profiles/seven/routes/balance';
import { hooksRead, hooksSubscribe, hooksUnsubscribe } from '@/lib/profiles/seven/routes/hooks';
import { journalInbound } from '@/lib/profiles/seven/routes/journal-inbound';
import { journalOutbound } from '@/lib/profiles/seven/routes/journal-outbound';
import { journalVoice } from '@/lib/profiles/seven/routes/journal-voice';
import { lookupCnam } from '@/lib/profiles/seven/routes/lookup-cnam';
import { lookupFormat } from '@/lib/profiles/seven/routes/lookup-format';
import { lookupHlr } from '@/lib/profiles/seven/routes/lookup-hlr';
import { lookupMnp } from '@/lib/profiles/seven/routes/lookup-mnp';
import { pricing } from '@/lib/profiles/seven/routes/pricing';
import { smsSend, smsSendByGet } from '@/lib/profiles/seven/routes/sms';
import { smsDelete } from '@/lib/profiles/seven/routes/sms-delete';
import { status } from '@/lib/profiles/seven/routes/status';
import { voice } from '@/lib/profiles/seven/routes/voice';
import { webhooks } from '@/lib/profiles/seven/webhooks';
import { signedLines } from '@/lib/profiles/signatures/signed-lines';

/** The API of seven.io. */
export const seven: Profile = {
  id: 'seven',
  name: 'seven.io',
  brand: {
    color: '#047857',
    mark: 'M6.5 6.5h11L10 18',
    icons: null,
    createButton: 'corner',
    support: 'https://www.seven.io/en/company/contact/',
  },
  base: '/api',
  keys,
  credentials: [
    { header: 'x-api-key', scheme: null },
    { header: 'authorization', scheme: 'basic' },
    { query: 'p' },
    { field: 'p' },
  ],
  signature: signedLines,
  bodies: ['json', 'form'],
  idempotency: { header: 'idempotency-key', replayedHeader: 'idempotent-replayed' },
  rateLimitHeaders: oldRateLimitFields,
  routes: [
    smsSend,
    smsSendByGet,
    smsDelete,
    status,
    journalOutbound,
    journalInbound,
    journalVoice,
    analyticsDate,
    analyticsCountry,
    analyticsLabel,
    balance,
    pricing,
    voice,
    lookupFormat,
    lookupHlr,
    lookupMnp,
    lookupCnam,
    hooksRead,
    hooksSubscribe,
    hooksUnsubscribe,
  ],
  forwarded: forwardedRoutes,
  refusesRepeats: true,
  errors,
  webhooks,
  money,
  advice,
  demonstration,
  words: {
    section: 'Developer',
    page: 'API keys',
    create: 'Create API key',
    key: 'API key',
    shortKey: 'key',
    webhooks: 'Webhooks',
  },
};
