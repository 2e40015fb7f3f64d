import type { Profile } from '@/lib/profiles/types';

/** Keydesk's own API: our best version of what the others do. */
export const keydesk: Profile = {
  id: 'keydesk',
  name: 'Keydesk',
  base: '/api/v1',
  credentials: [
    { header: 'authorization', scheme: 'Bearer' },
    { header: 'x-api-key', scheme: null },
  ],
  signatures: 'message-signatures',
  keys: {
    prefix: 'kd',
    environmentSegment: { live: 'live', sandbox: 'sandbox' },
    length: { min: 32, max: 128, preset: 64, advised: 64 },
    scopes: [
      { name: 'messages.send', description: 'Send messages' },
      { name: 'messages.read', description: 'Read sent messages and their delivery status' },
      { name: 'balance.read', description: 'Read the balance' },
    ],
    presets: [
      { name: 'Send only', scopes: ['messages.send'] },
      { name: 'Send and track', scopes: ['messages.send', 'messages.read'] },
      { name: 'Monitoring', scopes: ['messages.read', 'balance.read'] },
    ],
    variable: 'KEYDESK_API_KEY',
    signingVariable: 'KEYDESK_SIGNING_SECRET',
  },
  operations: [
    { operation: 'account.read', method: 'GET', path: '/account', scope: null },
    { operation: 'messages.send', method: 'POST', path: '/messages', scope: 'messages.send' },
    { operation: 'messages.list', method: 'GET', path: '/messages', scope: 'messages.read' },
    { operation: 'messages.get', method: 'GET', path: '/messages/{id}', scope: 'messages.read' },
    { operation: 'balance.read', method: 'GET', path: '/balance', scope: 'balance.read' },
  ],
};
