import { describe, expect, it } from 'vitest';
import { PROFILES } from '@/lib/profiles/current';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { signedSamplesForKey } from '@/lib/profiles/signed-samples-for-key';
import { LANGUAGES } from '@/lib/profiles/snippets/languages';
import { keyIdVariable } from '@/lib/profiles/snippets/request';

const KEY = { id: 'key_abcdefghijklmnopqrstuv', environment: 'sandbox' } as const;

describe.each(Object.values(PROFILES).filter(({ signature }) => signature))('for $id', (profile) => {
  const scopes = profile.keys.scopes.map(({ name }) => name);

  it('there is a sample in each language, without a variable for the id of the key', () => {
    const samples = signedSamplesForKey(profile, { ...KEY, scopes });
    expect(samples.map(({ language }) => language)).toEqual(Object.keys(LANGUAGES));
    for (const { text } of samples) expect(text).not.toContain(keyIdVariable(profile));
  });
});

it('the samples sign with the id of the key', () => {
  for (const { text } of signedSamplesForKey(keydesk, { ...KEY, scopes: ['messages.send'] })) {
    expect(text).toContain(KEY.id);
    expect(text).toContain('/messages');
  }
});

it('a live key gets a sample that sends nothing', () => {
  const scopes = ['messages.send', 'balance.read'];
  const [sample] = signedSamplesForKey(keydesk, { ...KEY, environment: 'live', scopes });
  expect(sample?.text).not.toContain('POST');
  expect(sample?.text).not.toContain('--data');
});
