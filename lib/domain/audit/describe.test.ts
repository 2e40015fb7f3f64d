import { afterEach, expect, it } from 'vitest';
import { describeEvent } from '@/lib/domain/audit/describe';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { msgine } from '@/lib/profiles/msgine/msgine';
import { providerWordsOf } from '@/lib/profiles/words';
import { setProviderWords } from '@/lib/say';

afterEach(() => setProviderWords(providerWordsOf(keydesk)));

it.each([
  ['api_key.revoke', {}, 'revoked the key “Server”'],
  [
    'api_key.annotate',
    { from: { owner: '', tags: [], note: 'x' }, to: { owner: 'Payments', tags: ['eu'], note: 'x' } },
    'changed the owner and tags of the key “Server”',
  ],
  ['api_key.export', {}, 'exported the list of keys'],
  ['api_key.reveal', {}, 'viewed the secret of the key “Server”'],
  [
    'api_key.change_scopes',
    { to: ['messages.send', 'balance.read'] },
    'set the scopes of the key “Server” to messages.send, balance.read',
  ],
  [
    'api_key.change_scopes',
    { to: ['messages.send', 'balance.read'], undoes: '7' },
    'gave the key “Server” its scopes messages.send, balance.read back',
  ],
  [
    'api_key.set_allowlist',
    { to: [{ network: '203.0.113.7/32', note: 'Office' }] },
    'set the addresses that the key “Server” may be used from to 203.0.113.7/32',
  ],
  ['workspace.set_allowlist', { to: [] }, 'set the addresses that every key may be used from to everywhere'],
  [
    'api_key.set_expiry',
    { to: '2026-11-21T05:20:00.000Z' },
    'let the key “Server” expire on 21 Nov 2026, 05:20 UTC',
  ],
  ['api_key.set_expiry', { to: null }, 'let the key “Server” never expire'],
  ['messages.send', { messages: 1 }, 'sent a message'],
  [
    'wallet.credit',
    { booked: { amount: '2500.0350', currency: 'EUR' } },
    'added €2,500.035 to the live balance',
  ],
  [
    'api_key.set_purpose',
    { from: 'Development', to: 'Production' },
    'changed the purpose of the key “Server” from Development to Production',
  ],
  ['wallet.credit', { amount: '250000', currency: 'EUR' }, 'added €2,500.00 to the live balance'],
  ['wallet.credit', { amount: '2500', currency: 'JPY' }, 'added ¥2,500 to the live balance'],
  [
    'impersonation.set_access',
    { to: { access: 'never', actsUntil: null } },
    'closed the workspace to support',
  ],
  [
    'impersonation.set_access',
    { to: { access: 'ask', actsUntil: '2026-11-21T05:20:00.000Z' } },
    'allowed support to make changes without asking until 21 Nov 2026, 05:20 UTC',
  ],
  ['impersonation.end', { endReason: 'exit' }, 'left the workspace'],
  [
    'impersonation.ask_to_extend',
    { reason: 'To finish it', minutes: 30 },
    'asked for 30 more minutes: To finish it',
  ],
  [
    'impersonation.grant_extension',
    { from: '2026-11-21T05:20:00.000Z', to: '2026-11-21T05:50:00.000Z' },
    'extended the support session of Server until 21 Nov 2026, 05:50 UTC',
  ],
  [
    'webhook.change',
    { url: 'https://a.test/', from: { url: 'https://a.test/' }, to: { url: 'https://b.test/' } },
    'changed the webhook endpoint https://a.test/, its URL to https://b.test/',
  ],
  [
    'webhook.pause',
    { url: 'https://a.test/', because: 'failure' },
    'paused the webhook endpoint https://a.test/ because it kept failing',
  ],
  [
    'webhook.replay_failed',
    { url: 'https://a.test/', deliveries: 2 },
    'replayed 2 failed deliveries to the webhook endpoint https://a.test/',
  ],
  ['something.of_later', {}, 'something.of_later'],
])('describes %s %j', (action, detail, sentence) => {
  expect(describeEvent(action, { name: 'Server', detail })).toBe(sentence);
});

it.each([
  ['api_key.create', { environment: 'sandbox' }, 'created the token “Server” (test)'],
  [
    'webhook.create',
    { environment: 'sandbox', url: 'https://a.test/' },
    'created the webhook endpoint https://a.test/ (test)',
  ],
  [
    'webhook_settings.rotate_secret',
    { environment: 'sandbox' },
    'rotated the secret of the webhook settings (test)',
  ],
  ['api_key.create', { environment: 'other' }, 'created the token “Server” (other)'],
])('describes %s %j in the words of the provider', (action, detail, sentence) => {
  setProviderWords(providerWordsOf(msgine));
  expect(describeEvent(action, { name: 'Server', detail })).toBe(sentence);
});
