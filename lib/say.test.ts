import { afterEach, describe, expect, it } from 'vitest';
import { type ProviderWords, providerWords, say, sayWith, setProviderWords } from '@/lib/say';

const words = (key: string, shortKey: string, live = 'live', sandbox = 'test'): ProviderWords => ({
  product: 'Acme',
  key,
  shortKey,
  live,
  sandbox,
});
const KEYDESK = { ...words('API key', 'key', 'live', 'sandbox'), product: 'Keydesk' };
const TOKEN = words('token', 'token');

describe('say', () => {
  it.each<[ProviderWords, string]>([
    [KEYDESK, 'An API key has a label. A key works at once; keys do, API keys too. Create an API key.'],
    [
      words('API token', 'token'),
      'An API token has a label. A token works at once; tokens do, API tokens too. Create an API token.',
    ],
    [TOKEN, 'A token has a label. A token works at once; tokens do, tokens too. Create a token.'],
    [
      words('access token', 'access token'),
      'An access token has a label. An access token works at once; access tokens do, access tokens too. Create an access token.',
    ],
  ])('uses the word and its article: $key', (chosen, expected) => {
    const text = sayWith(
      chosen,
    )`An API key has a label. A key works at once; keys do, API keys too. Create an API key.`;
    expect(text).toBe(expected);
  });

  it('has a capital at the start of a sentence only', () => {
    const inTokens = sayWith(TOKEN);
    expect(inTokens`API keys work. API keys stay. The API key is new.`).toBe(
      'Tokens work. Tokens stay. The token is new.',
    );
    expect(inTokens`${3} API keys. Keys`).toBe('3 tokens. Tokens');
    expect(inTokens`${'New'}: API key`).toBe('New: token');
  });

  it('uses the names of the environments', () => {
    const inTokens = sayWith(words('token', 'token', 'operational', 'test'));
    expect(inTokens`A live key lives. Live and sandbox keys, with a sandbox key.`).toBe(
      'An operational token lives. Operational and test tokens, with a test token.',
    );
  });

  it('uses the name of the product', () => {
    expect(sayWith({ ...TOKEN, product: 'eSMS' })`New to Keydesk? Keydesk was updated.`).toBe(
      'New to eSMS? eSMS was updated.',
    );
  });

  it('leaves values, idempotency keys and longer words alone', () => {
    const inTokens = sayWith(TOKEN);
    expect(inTokens`Rename the key “${'billing key'}”, a monkey with an idempotency key`).toBe(
      'Rename the token “billing key”, a monkey with an idempotency key',
    );
    expect(inTokens`The key’s page`).toBe('The token’s page');
    expect(inTokens`no-reply@keydesk.example`).toBe('no-reply@keydesk.example');
  });

  describe('of the process', () => {
    afterEach(() => setProviderWords(KEYDESK));

    it('uses the words that were set at the start', () => {
      expect(say`A key`).toBe('A key');
      setProviderWords(TOKEN);
      expect(providerWords()).toEqual(TOKEN);
      expect(say`A key`).toBe('A token');
    });
  });
});
