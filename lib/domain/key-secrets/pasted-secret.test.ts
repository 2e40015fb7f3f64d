import { describe, expect, it } from 'vitest';
import {
  findWholeKey,
  holdsKeyText,
  holdsSecret,
  secretFormat,
} from '@/lib/domain/key-secrets/pasted-secret';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { newId } from '@/lib/ids';
import { acme } from '@/lib/testing/requests/acme-profile';

const format = secretFormat(acme.keys);

describe('a key without a prefix', () => {
  it.each([acme.keys.length.min, acme.keys.length.max])(
    'is recognized by its characters and length: %i',
    (length) => {
      const key = generateSecret(acme.keys, 'live', length);
      for (const text of [key, ` token=${key} `, `"${key}"`]) {
        expect(findWholeKey(text, format)).toBe(key);
        expect(holdsSecret(text, format)).toBe(true);
      }
    },
  );

  it.each(['CUSTOMER NOTIFICATIONS 2026', 'A'.repeat(40), 'CUSTOMER2026', newId('key')])(
    'is not %s',
    (text) => {
      expect(findWholeKey(text, format)).toBeUndefined();
      expect(holdsSecret(text, format)).toBe(false);
    },
  );

  it('is not searched for in other tokens', () => {
    expect(holdsKeyText(generateSecret(acme.keys, 'live', 40), format)).toBe(false);
  });
});
