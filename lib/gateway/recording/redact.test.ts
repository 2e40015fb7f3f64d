import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedact } from '@/lib/gateway/recording/redact';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { acme } from '@/lib/testing/requests/acme-profile';

const redact = createRedact(acme);

const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');

/** Each character of a text in one of the ways in which requests and logs spell it. */
function spelledAnyhow(text: string): fc.Arbitrary<string> {
  const spelled = [...text].map((character) =>
    fc.constantFrom(
      character,
      `%${hex(character)}`,
      `%${hex(character).toUpperCase()}`,
      `%25${hex(character)}`,
      `\\u00${hex(character)}`,
    ),
  );
  return fc.tuple(...spelled).map((parts) => parts.join(''));
}

const secret = fc.stringMatching(/^[ -~]{16,90}$/);

describe('a secret of the call', () => {
  it('is hidden in every spelling, no matter what it looks like', () => {
    fc.assert(
      fc.property(
        secret.chain((text) => fc.tuple(fc.constant(text), spelledAnyhow(text))),
        ([text, spelled]) => {
          expect(redact(`/sms/${spelled}?x=1`, [text])).not.toContain(spelled);
          expect(redact(`/sms/${text}?x=1`, ['another secret', text])).not.toContain(text);
        },
      ),
    );
  });

  it('is hidden before a long text is shortened', () => {
    const own = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
    const cut = redact(`${'x'.repeat(1_990)}${own}`, [own]);
    expect(cut).toBe(`${'x'.repeat(1_990)}****`);
  });

  it('does not change the rest of the text', () => {
    expect(redact('POST|/api/sms|1764100000|to=%2B31612345678', ['SECRET2SECRET2'])).toBe(
      'POST|/api/sms|1764100000|to=%2B31612345678',
    );
  });
});

it('hides headers with credentials, and text that looks like another secret', () => {
  const text = `"x-acme-token": abc\ncookie: a=b\n"@path": /api/v1/kd_live_${'a'.repeat(32)}`;
  expect(redact(text, [])).toBe('"x-acme-token": ****\ncookie: ****\n"@path": /api/v1/kd_live_****');
  expect(createRedact(keydesk)('"x-api-key": abc', [])).toBe('"x-api-key": ****');
});
