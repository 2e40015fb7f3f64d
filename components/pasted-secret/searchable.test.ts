import { describe, expect, it } from 'vitest';
import { searchable } from '@/components/pasted-secret/searchable';
import { maskSecret } from '@/lib/domain/key-secrets/mask';
import { secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { generateSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';

const format = secretFormat(keydesk.keys);
const secret = generateSecret(keydesk.keys, 'live', 64);

describe('searchable', () => {
  it.each([
    'CustomerNotifications2026',
    'WhatsAppBusinessGateway2',
    'InvoiceReminderWorkerV2EU',
    'customernotificationsservice2026',
    'pizza_kds_terminal',
    'kds_terminal',
    'traders cxoev1zndvyat3fcy6r2ti',
    'Production server 2026, Europe',
  ])('searches for a name unchanged: %s', (typed) => {
    expect(searchable(typed, format)).toEqual({ kind: 'text', text: typed });
  });

  it.each([
    secret,
    `  ${secret}\t`,
    `"${secret}"`,
    `\u201c${secret}\u201d`,
    `Authorization: Bearer ${secret}`,
    `KEYDESK_API_KEY=${secret}`,
    `https://keys.example/?key=${secret}&x=1`,
    generateSecret(keydesk.keys, 'sandbox', 32),
    generateSecret(keydesk.keys, 'live', 128),
  ])('searches for the masked form of a whole key: %s', (typed) => {
    const whole = /kd_\w+/.exec(typed)?.[0] ?? '';
    expect(searchable(typed, format)).toEqual({ kind: 'masked', text: maskSecret(format, whole) });
  });

  it.each([
    generateSigningSecret(keydesk.keys),
    `KEYDESK_SIGNING_SECRET='${generateSigningSecret(keydesk.keys)}'`,
    secret.slice(0, 16),
    secret.slice(0, 36),
    secret.slice(8),
    secret.slice(20, 60),
    generateSigningSecret(keydesk.keys).slice(4),
    `${secret}_`,
    '0123456789abcdef0123456789abcdef',
  ])('does not search for a part of a secret: %s', (typed) => {
    expect(searchable(typed, format)).toEqual({ kind: 'secret' });
  });

  it.each([
    ['', ''],
    [' Billing ', 'Billing'],
    ['kd_live_', 'kd_live_'],
    ['kd_live_****o5p6', 'kd_live_****o5p6'],
    ['production-server-eu-west-1-2026', 'production-server-eu-west-1-2026'],
    ['x'.repeat(120), 'x'.repeat(100)],
    [`${'x'.repeat(99)}\u{1f44d}`, `${'x'.repeat(99)}\u{1f44d}`],
    [`${'x'.repeat(99)}\u{1f468}\u200d\u{1f469}`, 'x'.repeat(99)],
  ])('searches for %j as %j', (typed, text) => {
    expect(searchable(typed, format)).toEqual({ kind: 'text', text });
  });

  it('searches for public IDs', () => {
    for (const kind of ['key', 'usr', 'imp', 'msg'] as const) {
      const id = newId(kind);
      expect(searchable(id, format)).toEqual({ kind: 'text', text: id });
    }
  });
});
