import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { env } from '@/lib/env';
import type { ProviderWords } from '@/lib/say';

/** What the portal calls things, as the provider's customers know them. */
export interface Words extends Pick<ProviderWords, 'key' | 'shortKey'> {
  /** The heading in the navigation above the page with the keys, such as “Settings” or “Developer”. */
  section: string;
  /** The page with the keys, such as “API keys”. */
  page: string;
  /** The page with the webhook endpoints, such as “Webhooks”. */
  webhooks: string;
  /** The button that opens the form for a new key. */
  create: string;
}

/** The provider's words for sentences. The operator can give the product another name. */
export function providerWordsOf({
  name,
  words,
  keys,
}: {
  name: string;
  words: Words;
  keys: KeyPolicy;
}): ProviderWords {
  const { live, sandbox } = keys.environments;
  return {
    product: env().BRAND_NAME ?? name,
    key: words.key,
    shortKey: words.shortKey,
    live: live.label.toLowerCase(),
    sandbox: sandbox.label.toLowerCase(),
  };
}
