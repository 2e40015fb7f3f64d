import { describe, expect, it } from 'vitest';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { generateSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { newId } from '@/lib/ids';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { withoutSecrets } from '@/lib/server/secret-in-address';
import { acme } from '@/lib/testing/requests/acme-profile';

const KEYS = '/settings/api-keys';
const secret = generateSecret(keydesk.keys, 'live', 64);
const cleaned = (address: string) => withoutSecrets(address, keydesk.keys);

describe('withoutSecrets', () => {
  it.each([
    ['a key', secret],
    ['a sandbox key', generateSecret(keydesk.keys, 'sandbox', 32)],
    ['the longest key', generateSecret(keydesk.keys, 'live', 128)],
    ['a signing secret', generateSigningSecret(keydesk.keys)],
    ['a key in quotes', ` "${secret}" `],
    ['a header', `Authorization: Bearer ${secret}`],
    ['a line of a file', `export KEYDESK_API_KEY=${secret}`],
    ['a key without its end', secret.slice(0, 20)],
    ['a mistyped key', `${secret.slice(0, -1)}!`],
    ['a key that is encoded twice', secret.replaceAll('_', '%5F')],
  ])('removes %s from every parameter, and keeps the others', (_, text) => {
    for (const name of ['q', 'target', 'session', 'anything']) {
      const address = `${KEYS}?${new URLSearchParams({ filter: 'all', [name]: text })}`;
      expect(cleaned(address), name).toBe(`${KEYS}?filter=all&removed=secret`);
    }
    expect(cleaned(`${KEYS}?${encodeURIComponent(text)}`)).toBe(`${KEYS}?removed=secret`);
  });

  it.each([
    ['a key without its beginning', secret.slice(8, 60)],
    ['a signing secret without its beginning', generateSigningSecret(keydesk.keys).slice(4)],
    ['a hexadecimal secret', '0123456789abcdef0123456789abcdef'],
  ])('removes %s from search texts', (_, text) => {
    expect(cleaned(`${KEYS}?q=${text}`)).toBe(`${KEYS}?removed=secret`);
    expect(cleaned(`/settings/audit-log?target=${text}`)).toBe('/settings/audit-log?removed=secret');
    for (const name of ['recipient', 'request']) {
      expect(cleaned(`/messages?${name}=${text}`), name).toBe('/messages?removed=secret');
    }
  });

  it('removes keys without a prefix from the parameters that contain keys, and from paths, and keeps cursors', () => {
    const bare = { ...keydesk.keys, checksum: null, environments: acme.keys.environments };
    const key = generateSecret(bare, 'live', 64);
    expect(withoutSecrets(`/sms?to=1&p=${key}`, bare, ['p'])).toBe('/sms?to=1&removed=secret');
    expect(withoutSecrets('/sms?p=short', bare, ['p'])).toBe('/sms?removed=secret');
    expect(withoutSecrets(`/sms/${key}`, bare)).toBe('/?removed=secret');
    expect(withoutSecrets(`${KEYS}?cursor=${key}`, bare, ['p'])).toBeNull();
  });

  it('leads home from a path that contains a key', () => {
    expect(cleaned(`${KEYS}/${secret}?refusals=1`)).toBe('/?removed=secret');
    expect(cleaned(`/%6bd_live_${secret.slice(8)}`)).toBe('/?removed=secret');
  });

  it.each(['//evil.example/', '/\\evil.example/', 'http://evil.example/'])(
    'never leads from %s to another site',
    (path) => {
      expect(cleaned(`${path}?q=${secret}`)).toBe('/?removed=secret');
    },
  );

  it.each([
    KEYS,
    `${KEYS}?`,
    `${KEYS}?q=billing-service-production-2026-europe`,
    `${KEYS}?q=kd_live_****o5p6`,
    `${KEYS}?q=${newId('key')}`,
    `/settings/audit-log?target=${newId('imp')}&session=${newId('imp')}`,
    `/settings/audit-log?cursor=${Buffer.from('a cursor that is quite long, as they are').toString('base64url')}`,
    '/settings/audit-log?target=50%25+off',
    `/messages?recipient=%2B31612345678&request=${newId('req')}`,
    '/settings/audit-log?target=%',
    `/reset-password?token=${secret.slice(8)}`,
    '/support?q=kds_****abcd',
    '/support?q=Donaudampfschifffahrtsgesellschaft',
  ])('does not change %s', (address) => {
    expect(cleaned(address)).toBeNull();
  });
});
