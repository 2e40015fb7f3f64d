import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { env } from '@/lib/env';
import type { ProviderWords } from '@/lib/say';

/** What the portal calls things, as the provider's customers know them. */
export interface Words extends Pick<ProviderWords, 'key' | 'shortKey'> {
  /** The heading in the navigation above the page with the keys, such as “Settings” or “Developer”. */
  section: string;
  /** The page with the keys, such as “API keys”. */
  page: string;
  /** The webhook endpoints, such as “Webhooks”: the page with them, or the heading above them on the page with the keys. */
  webhooks: string;
  /** Whether the webhook endpoints are on the page with the keys. */
  onePage?: true;
  /** The button that opens the form for a new key. */
  create: string;
}

/** What the page with the webhook endpoints is called. */
export function webhooksPage({ onePage, page, webhooks }: Words): string {
  return onePage ? page : webhooks;
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
